using System.Diagnostics;

namespace Scim.Service.Tests.Hosting;

/// <summary>Waits for a condition, and says what was waited for when it does not come.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public static async Task Holds(string what, Func<Task<bool>> condition, TimeSpan? within = null)
    {
        var limit = within ?? TimeSpan.FromSeconds(10);
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            watch.Elapsed.ShouldBeLessThan(limit, $"waited for: {what}");
            await Task.Delay(Pause);
        }
    }
}
