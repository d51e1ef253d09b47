namespace Scim.Storage.Sql.Commits;

/// <summary>
/// Under which bytes a token is kept: its SHA-256, and for one that stands for a user one byte more. A node of a version that knows no such tokens asks for the SHA-256
/// alone and does not find it: it would take it for a connection's, which may do everything.
/// </summary>
internal static class TokenHashes
{
    private const byte User = 1;

    public static byte[] Stored(byte[] hash, Guid? userId) => userId is null ? hash : OfUser(hash);

    public static byte[] OfUser(byte[] hash) => [.. hash, User];
}
