using Npgsql;
using Scim.Grains.Interfaces.Access;
using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;
using Scim.Storage.Sql.Commits;
using static Scim.Storage.Sql.PostgreSql.PostgreSqlParameters;

namespace Scim.Storage.Sql.PostgreSql.Administration;

/// <summary>Reads of tokens and administrator keys.</summary>
internal sealed class PostgreSqlTokenReader(PostgreSqlReads reads)
{
    private const string Token = "t.id, t.tenant, t.description, t.created, t.expires, t.revoked, t.last_used, t.profile, t.user_id";

    private const string List =
        $"""
        SELECT (SELECT count(*) FROM tokens WHERE environment = $1), (SELECT event_position FROM environments WHERE id = $1), {Token}
        FROM (SELECT 1) one LEFT JOIN (SELECT * FROM tokens WHERE environment = $1 ORDER BY number LIMIT $2 OFFSET $3) t ON TRUE ORDER BY t.number
        """;

    private const string ByHash =
        """
        SELECT t.id, t.environment, e.key, p.id, p.key, t.tenant, t.expires, t.revoked, t.last_used, t.profile, t.user_id
        FROM tokens t JOIN environments e ON e.id = t.environment JOIN projects p ON p.id = e.project_id
        WHERE t.hash IN ($1, $2)
        """;

    public ValueTask<TokenResource?> Find(EnvironmentKey environment, Guid id, CancellationToken cancellation) => reads.One(
        $"SELECT {Token} FROM tokens t WHERE t.environment = $1 AND t.id = $2", [Of(environment.Id), Of(id)],
        static row => (TokenResource?)ToResource(row, 0), null, cancellation);

    public ValueTask<StorePage<TokenResource>> ListAll(EnvironmentKey environment, int offset, int limit, CancellationToken cancellation) =>
        reads.Page(List, [Of(environment.Id), Of((long)limit), Of((long)offset)], 2, static row => ToResource(row, 2), cancellation);

    public ValueTask<TokenRow?> FindByHash(byte[] hash, CancellationToken cancellation) =>
        reads.One(ByHash, [Of(hash), Of(TokenHashes.OfUser(hash))], static row => (TokenRow?)ToRow(row), null, cancellation);

    public ValueTask<bool> AdministratorKeyExists(byte[] hash, CancellationToken cancellation) =>
        reads.One("SELECT 1 FROM administrator_keys WHERE hash = $1", [Of(hash)], static _ => true, false, cancellation);

    public ValueTask<byte[]> CursorSecret(CancellationToken cancellation) =>
        reads.One("SELECT value FROM secrets WHERE name = 'cursors'", [], static row => row.GetFieldValue<byte[]>(0), [], cancellation);

    private static TokenResource ToResource(NpgsqlDataReader row, int first) => new()
    {
        Id = row.GetGuid(first),
        Tenant = row.OptionalText(first + 1),
        Description = row.GetString(first + 2),
        Created = row.Time(first + 3),
        ExpiresAt = row.OptionalTime(first + 4),
        RevokedAt = row.OptionalTime(first + 5),
        LastUsedAt = row.OptionalTime(first + 6),
        Profile = row.OptionalText(first + 7),
        UserId = row.IsDBNull(first + 8) ? null : row.GetGuid(first + 8),
    };

    private static TokenRow ToRow(NpgsqlDataReader row)
    {
        var grant = new AccessGrant
        {
            TokenId = row.GetGuid(0),
            Environment = new EnvironmentKey(row.GetGuid(1)),
            EnvironmentPathKey = row.GetString(2),
            ProjectId = row.GetGuid(3),
            ProjectPathKey = row.GetString(4),
            Tenant = row.OptionalText(5),
            ExpiresAt = row.OptionalTime(6),
            Profile = row.OptionalText(9),
            UserId = row.IsDBNull(10) ? null : row.GetGuid(10),
        };
        return new TokenRow(grant, row.OptionalTime(7), row.OptionalTime(8));
    }
}
