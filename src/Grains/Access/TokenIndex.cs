using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Scim.Grains.Storage;

namespace Scim.Grains.Access;

/// <summary>
/// Which token has a hash. That never changes, so nothing is removed but at the bound; what the token is good for is in its copy.
/// Found by the first bytes of the hash, then compared whole in constant time (rule S3).
/// </summary>
internal sealed class TokenIndex
{
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<long, Entry> _entries = new();

    public CopyKey? Find(byte[] hash) =>
        _entries.TryGetValue(Start(hash), out var entry) && CryptographicOperations.FixedTimeEquals(entry.Hash, hash) ? entry.Token : null;

    public void Remember(byte[] hash, CopyKey token)
    {
        if (_entries.Count >= Most)
        {
            _entries.Clear();
        }

        _entries[Start(hash)] = new Entry(hash, token);
    }

    private static long Start(byte[] hash) => BinaryPrimitives.ReadInt64LittleEndian(hash);

    private sealed record Entry(byte[] Hash, CopyKey Token);
}
