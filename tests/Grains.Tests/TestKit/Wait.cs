namespace Scim.Grains.Tests.TestKit;

internal static class Wait
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static async Task Until(Func<bool> condition, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Longest, $"waited for {what}");
            await Task.Delay(10);
        }
    }
}
