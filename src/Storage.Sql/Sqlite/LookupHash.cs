using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Scim.Storage.Sql.Sqlite;

/// <summary>
/// What an index holds of a text that is only looked up by its whole: eight bytes instead of the text and its scope. Two texts may share them, so that what is found
/// is compared as well; SHA-256 keeps clients from making texts that do.
/// </summary>
internal static class LookupHash
{
    private const int OnStack = 512;

    /// <param name="environment">The environment's id.</param>
    /// <param name="tenant">The tenant's key; empty for what the whole environment shares.</param>
    /// <param name="text">The text.</param>
    public static long Of(Guid environment, string tenant, string text)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(tenant.Length + text.Length);
        var utf8 = longest <= OnStack ? stackalloc byte[OnStack] : new byte[longest];
        Span<byte> id = stackalloc byte[16];
        environment.TryWriteBytes(id, bigEndian: true, out _);
        var inTenant = Encoding.UTF8.GetBytes(tenant, utf8);
        var inText = Encoding.UTF8.GetBytes(text, utf8[inTenant..]);
        return Of(id, utf8[..inTenant], utf8.Slice(inTenant, inText));
    }

    /// <summary>The same of an id in network order and of UTF-8.</summary>
    public static long Of(ReadOnlySpan<byte> environment, ReadOnlySpan<byte> tenant, ReadOnlySpan<byte> text)
    {
        // A tenant's key holds no zero byte: it ends where it seems to.
        var length = environment.Length + tenant.Length + 1 + text.Length;
        var whole = length <= OnStack ? stackalloc byte[OnStack] : new byte[length];
        whole = whole[..length];
        environment.CopyTo(whole);
        tenant.CopyTo(whole[environment.Length..]);
        whole[environment.Length + tenant.Length] = 0;
        text.CopyTo(whole[(environment.Length + tenant.Length + 1)..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(whole, hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
