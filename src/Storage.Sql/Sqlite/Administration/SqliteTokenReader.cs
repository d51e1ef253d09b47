using Scim.Grains.Interfaces.Access;
using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;
using Scim.Storage.Sql.Commits;

namespace Scim.Storage.Sql.Sqlite.Administration;

/// <summary>Reads of tokens and administrator keys.</summary>
internal sealed class SqliteTokenReader(SqliteSession session, SqliteScopeReader scopes)
{
    private const string Token = "SELECT id, tenant, description, created, expires, revoked, last_used, profile, user_id FROM tokens";

    private readonly SqliteStatement _byId = session.Prepare($"{Token} WHERE environment = ? AND id = ?");
    private readonly SqliteStatement _count = session.Prepare("SELECT count(*) FROM tokens WHERE environment = ?");
    private readonly SqliteStatement _list = session.Prepare($"{Token} WHERE environment = ? ORDER BY number LIMIT ? OFFSET ?");
    private readonly SqliteStatement _cursorSecret = session.Prepare("SELECT value FROM secrets WHERE name = 'cursors'");
    private readonly SqliteStatement _key = session.Prepare("SELECT 1 FROM administrator_keys WHERE hash = ?");
    private readonly SqliteStatement _byHash = session.Prepare(
        """
        SELECT t.id, t.environment, e.key, p.id, p.key, t.tenant, t.expires, t.revoked, t.last_used, t.profile, t.user_id
        FROM tokens t JOIN environments e ON e.id = t.environment JOIN projects p ON p.id = e.project_id
        WHERE t.hash IN (?, ?)
        """);

    public TokenResource? Find(EnvironmentKey environment, Guid id)
    {
        var found = _byId.Bind(environment.Id).Bind(id).Step() ? ToResource(_byId) : null;
        _byId.Reset();
        return found;
    }

    public StorePage<TokenResource> List(EnvironmentKey environment, int offset, int limit) =>
        scopes.ReadPage(environment, _count, _list, offset, limit, ToResource);

    public TokenRow? FindByHash(byte[] hash)
    {
        var found = _byHash.BindBlob(hash).BindBlob(TokenHashes.OfUser(hash)).Step() ? ToRow(_byHash) : null;
        _byHash.Reset();
        return found;
    }

    public bool AdministratorKeyExists(byte[] hash)
    {
        var exists = _key.BindBlob(hash).Step();
        _key.Reset();
        return exists;
    }

    public byte[] CursorSecret()
    {
        _cursorSecret.Step();
        var secret = _cursorSecret.Utf8(0).ToArray();
        _cursorSecret.Reset();
        return secret;
    }

    private static TokenResource ToResource(SqliteStatement row) => new()
    {
        Id = row.Id(0),
        Tenant = row.OptionalText(1),
        Description = row.Text(2),
        Created = row.Time(3),
        ExpiresAt = row.OptionalTime(4),
        RevokedAt = row.OptionalTime(5),
        LastUsedAt = row.OptionalTime(6),
        Profile = row.OptionalText(7),
        UserId = row.IsNull(8) ? null : row.Id(8),
    };

    private static TokenRow ToRow(SqliteStatement row)
    {
        var grant = new AccessGrant
        {
            TokenId = row.Id(0),
            Environment = new EnvironmentKey(row.Id(1)),
            EnvironmentPathKey = row.Text(2),
            ProjectId = row.Id(3),
            ProjectPathKey = row.Text(4),
            Tenant = row.OptionalText(5),
            ExpiresAt = row.OptionalTime(6),
            Profile = row.OptionalText(9),
            UserId = row.IsNull(10) ? null : row.Id(10),
        };
        return new TokenRow(grant, row.OptionalTime(7), row.OptionalTime(8));
    }
}
