using System.Security.Cryptography;
using Scim.Protocol.Errors;

namespace Scim.Grains.Requests;

/// <summary>
/// Decides a write again on what is committed now, whenever somebody else was faster (write rules of the architecture): with jitter, for at most five seconds.
/// Only then is the request refused as busy; a version that moved is never the client's fault unless it asked for one.
/// </summary>
internal sealed class WriteLoop(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="attempt">Loads, decides and commits; null means that the state has moved and it has to be done again. Its argument is the number of the attempt, from 0.</param>
    /// <exception cref="ScimException"><see cref="Refusals.Busy"/>.</exception>
    public async ValueTask<T> Run<T>(Func<int, ValueTask<T?>> attempt)
        where T : class
    {
        var started = time.GetTimestamp();
        for (var n = 0; ; n++)
        {
            if (await attempt(n) is { } result)
            {
                return result;
            }

            if (time.GetElapsedTime(started) >= Patience)
            {
                throw new ScimException(Refusals.Busy, "Others kept changing the same resource for five seconds; nothing was changed. Repeat the request.");
            }

            // The first retry is at once: most often one other was faster and is done.
            if (n > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1, Math.Min(2 << Math.Min(n, 6), 100))), time);
            }
        }
    }
}
