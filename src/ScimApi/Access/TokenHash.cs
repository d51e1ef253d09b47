using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Scim.Api.Access;

/// <summary>The SHA-256 of a bearer token: all that is ever kept of it in memory. Compared in constant time (rule S3).</summary>
internal readonly struct TokenHash : IEquatable<TokenHash>
{
    // A token is a prefix and 32 bytes in text; a header beyond this is not one of ours.
    private const int LongestToken = 512;
    private const string Scheme = "Bearer";

    private readonly long _a;
    private readonly long _b;
    private readonly long _c;
    private readonly long _d;

    private TokenHash(ReadOnlySpan<byte> hash)
    {
        var parts = MemoryMarshal.Cast<byte, long>(hash);
        (_a, _b, _c, _d) = (parts[0], parts[1], parts[2], parts[3]);
    }

    /// <summary>Reads <c>Authorization: Bearer …</c> (RFC 6750 §2.1; the scheme in any case, RFC 9110 §11.1). False when there is no such token.</summary>
    public static bool TryRead(string? authorization, out TokenHash hash)
    {
        hash = default;
        if (authorization is null || authorization.Length <= Scheme.Length || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || authorization[Scheme.Length] != ' ')
        {
            return false;
        }

        var token = authorization.AsSpan(Scheme.Length).Trim(' ');
        if (token.IsEmpty || token.Length > LongestToken)
        {
            return false;
        }

        Span<byte> utf8 = stackalloc byte[LongestToken];
        return Encoding.UTF8.TryGetBytes(token, utf8, out var length) && Take(utf8, 0, length, out hash);
    }

    /// <summary>Reads the password of <c>Authorization: Basic …</c> (RFC 7617). False when there is no such password.</summary>
    public static bool TryReadPassword(string? authorization, out TokenHash hash)
    {
        hash = default;
        if (authorization is null || authorization.Length > LongestToken || !authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        Span<byte> utf8 = stackalloc byte[LongestToken];
        if (!Convert.TryFromBase64Chars(authorization.AsSpan("Basic ".Length).Trim(' '), utf8, out var length))
        {
            return false;
        }

        var password = utf8[..length].IndexOf((byte)':') + 1;
        return password > 0 && password < length && Take(utf8, password, length, out hash);
    }

    // Leaves nothing of the secret behind.
    private static bool Take(Span<byte> utf8, int from, int to, out TokenHash hash)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[from..to], digest);
        CryptographicOperations.ZeroMemory(utf8);
        hash = new TokenHash(digest);
        return true;
    }

    public byte[] ToArray() => MemoryMarshal.AsBytes([_a, _b, _c, _d]).ToArray();

    public bool Equals(TokenHash other) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes([_a, _b, _c, _d]), MemoryMarshal.AsBytes([other._a, other._b, other._c, other._d]));

    public override bool Equals(object? obj) => obj is TokenHash other && Equals(other);

    // The hash is uniform already.
    public override int GetHashCode() => (int)_a;
}
