using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Scim.Api.Access;

/// <summary>
/// Remembers answers about token hashes for half a second, so that a revocation holds within a second (rule S3) and a busy token does not cost a call per request.
/// Valid and invalid hashes are kept apart and both are bounded: a flood of invented tokens drives out no real one.
/// </summary>
internal sealed class HashCache<T>(TimeProvider time)
    where T : class
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMilliseconds(500);
    private const int Capacity = 4096;

    private readonly ConcurrentDictionary<TokenHash, Entry> _valid = new();
    private readonly ConcurrentDictionary<TokenHash, Entry> _invalid = new();

    public bool TryGet(TokenHash hash, [NotNullWhen(true)] out T? answer)
    {
        if ((_valid.TryGetValue(hash, out var entry) || _invalid.TryGetValue(hash, out entry)) && time.GetElapsedTime(entry.Asked) < Lifetime)
        {
            answer = entry.Answer;
            return true;
        }

        answer = null;
        return false;
    }

    /// <summary>Keeps an answer.</summary>
    /// <param name="hash">Of the token.</param>
    /// <param name="answer">What was answered.</param>
    /// <param name="valid">Whether the token is good for anything.</param>
    /// <param name="asked">The <see cref="TimeProvider"/> timestamp from before the question was sent: an answer ages while it travels.</param>
    public void Set(TokenHash hash, T answer, bool valid, long asked)
    {
        var (kept, dropped) = valid ? (_valid, _invalid) : (_invalid, _valid);
        dropped.TryRemove(hash, out _);
        if (kept.Count >= Capacity)
        {
            kept.Clear();
        }

        kept[hash] = new Entry(answer, asked);
    }

    private sealed record Entry(T Answer, long Asked);
}
