using System.Text;

namespace Scim.Fuzz.Engine;

/// <summary>Runs on a thread with the stack of a request's, and finds the input that never ends.</summary>
internal static class Watchdog
{
    // One that takes a tenth of a second is reported by the run itself; this is for the ones that do not come back.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A thread of the pool has 1.5 MiB on Linux: a recursion that this stack bears, that one bears too.
    private const int Stack = 1 << 20;

    public static async Task<FuzzReport> Run(FuzzRun run, long count, LastInput last)
    {
        var done = new TaskCompletionSource<FuzzReport>(TaskCreationOptions.RunContinuationsAsynchronously);
        var number = 0L;
        var thread = new Thread(
            () =>
            {
                try
                {
                    done.SetResult(run.Run(count, input =>
                    {
                        last.Keep(input);
                        Interlocked.Increment(ref number);
                    }));
                }
                catch (Exception fault)
                {
                    done.SetException(fault);
                }
            },
            Stack)
        { IsBackground = true };
        thread.Start();
        for (var seen = -1L; await Task.WhenAny(done.Task, Task.Delay(Patience)) != done.Task;)
        {
            var now = Interlocked.Read(ref number);
            if (now == seen)
            {
                throw new TimeoutException($"Input {now} has not ended in {Patience}: {Encoding.UTF8.GetString(last.Read())}");
            }

            seen = now;
        }

        return await done.Task;
    }
}
