using System.Runtime.InteropServices;

namespace Scim.Fuzz.Engine;

/// <summary>The processor time of the calling thread: what other programs take does not count.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Since the thread began.</summary>
    public static TimeSpan Now
    {
        get
        {
            Marshal.ThrowExceptionForHR(GetTime(ThreadCpuTime, out var time));
            return TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick));
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
