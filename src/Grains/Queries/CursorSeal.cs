using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Scim.Grains.Storage;
using Scim.Protocol.Errors;

namespace Scim.Grains.Queries;

/// <summary>
/// Makes cursors that only this service can have made and nobody else can read (RFC 9865 §2, §5.2): encrypted and authenticated under a key that is an HMAC of
/// the scope, so that a cursor of another tenant, endpoint, filter or order is as wrong as a forged one. Nothing is kept for a cursor
/// (docs/decisions/0015-order-and-cursors.md).
/// </summary>
internal sealed class CursorSeal(IDirectoryStore store, TimeProvider time)
{
    /// <summary>How long a cursor is good for, as announced in <c>/ServiceProviderConfig</c>.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const int NonceLength = 12;
    private const int TagLength = 16;

    // A key of 256 code points and the rest; what is longer need not be decoded to be known as wrong.
    private const int LongestText = 32 * 1024;
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    private byte[]? _secret;

    public async ValueTask<string> Close(CursorScope scope, Cursor cursor)
    {
        var key = await KeyOf(scope);
        var content = CursorContent.Write(cursor, time.GetUtcNow() + Lifetime);
        var envelope = new byte[NonceLength + TagLength + content.Length];

        // The nonce is a MAC of the content: the same nonce comes again only with the same content, which gives nothing away.
        var nonce = envelope.AsSpan(0, NonceLength);
        HMACSHA256.HashData(key, content).AsSpan(0, NonceLength).CopyTo(nonce);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce, content, envelope.AsSpan(NonceLength + TagLength), envelope.AsSpan(NonceLength, TagLength));
        return Base64Url.EncodeToString(envelope);
    }

    /// <exception cref="ScimException"><see cref="Refusals.CursorInvalid"/> or <see cref="Refusals.CursorExpired"/>.</exception>
    public async ValueTask<Cursor> Open(CursorScope scope, string text)
    {
        var key = await KeyOf(scope);
        // The decoder would pass over blanks and padding: then one cursor could be written in many ways.
        var bytes = text.Length <= LongestText && !text.AsSpan().ContainsAnyExcept(Letters) && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];
        if (bytes.Length <= NonceLength + TagLength)
        {
            throw Invalid();
        }

        var content = new byte[bytes.Length - NonceLength - TagLength];
        try
        {
            using var cipher = new AesGcm(key, TagLength);
            cipher.Decrypt(bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength + TagLength), bytes.AsSpan(NonceLength, TagLength), content);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Invalid();
        }

        var (cursor, expires) = CursorContent.Read(content);
        return expires > time.GetUtcNow()
            ? cursor
            : throw new ScimException(Refusals.CursorExpired, $"The cursor is older than {(int)Lifetime.TotalSeconds} seconds; begin again with an empty one.");
    }

    private static ScimException Invalid() =>
        new(Refusals.CursorInvalid, "The cursor is none of this query; send the query as it was for the first page, with the cursor that it answered.");

    private async ValueTask<byte[]> KeyOf(CursorScope scope)
    {
        var secret = _secret ??= await store.LoadCursorSecret(CancellationToken.None);
        return HMACSHA256.HashData(secret, scope.ToBytes());
    }
}
