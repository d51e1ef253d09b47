using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Scim.Grains.Access;

/// <summary>
/// A bearer secret: a prefix by which scanners find leaked ones, then 32 random bytes and a checksum of 4 bytes in base64url (rule S3).
/// Only its SHA-256 is stored.
/// </summary>
internal static class AccessSecret
{
    /// <summary>Of tokens for SCIM.</summary>
    public const string TokenPrefix = "scim_";

    /// <summary>Of administrator keys.</summary>
    public const string AdministratorPrefix = "scimadm_";

    private const int RandomBytes = 32;
    private const int ChecksumBytes = 4;

    public static string Create(string prefix)
    {
        Span<byte> bytes = stackalloc byte[RandomBytes + ChecksumBytes];
        RandomNumberGenerator.Fill(bytes[..RandomBytes]);
        SHA256.HashData(bytes[..RandomBytes]).AsSpan(0, ChecksumBytes).CopyTo(bytes[RandomBytes..]);
        return prefix + Base64Url.EncodeToString(bytes);
    }

    /// <summary>What is stored, and what <c>IAccessGrain</c> is asked with: SHA-256 of the secret's UTF-8 text.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
