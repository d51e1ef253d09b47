using System.Collections.Immutable;
using Npgsql;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;
using Scim.Storage.Sql.Filters;
using Scim.Storage.Sql.PostgreSql.Commits;
using Scim.Storage.Sql.PostgreSql.Filters;
using Scim.Storage.Sql.Users;
using static Scim.Storage.Sql.PostgreSql.PostgreSqlParameters;

namespace Scim.Storage.Sql.PostgreSql.Users;

/// <summary>Reads of users. The environment's row is part of each statement: it gives the position of the snapshot.</summary>
internal sealed class PostgreSqlUserReader(PostgreSqlReads reads)
{
    private const string ById =
        $"SELECT e.event_position, {UserColumns.User} FROM environments e LEFT JOIN users u ON u.environment = e.id AND u.id = $2 WHERE e.id = $1";

    private const string ByName =
        $"""
        SELECT e.event_position, {UserColumns.User}
        FROM environments e LEFT JOIN users u ON u.environment = e.id AND scim_index_key(u.user_name_folded) = scim_index_key($2)
        WHERE e.id = $1
        """;

    private const string Membership =
        """
        SELECT e.event_position, l.external_id, l.version, l.modified,
            (SELECT array_agg(a.role_id ORDER BY a.role_id) FROM assignments a WHERE a.environment = e.id AND a.user_id = $2 AND a.tenant = $3)
        FROM environments e LEFT JOIN links l ON l.environment = e.id AND l.user_id = $2 AND l.tenant = $3
        WHERE e.id = $1
        """;

    private const string Resolve =
        """
        SELECT k.value, u.id FROM unnest($2, $3) AS k(value, id) JOIN users u ON u.environment = $1 AND u.id = k.id
        UNION ALL
        SELECT k.value, u.id FROM unnest($4, $5) AS k(value, folded)
        JOIN users u ON u.environment = $1 AND scim_index_key(u.user_name_folded) = scim_index_key(k.folded)
        """;

    private const string View =
        $"""
        SELECT e.event_position, {UserColumns.View}
        FROM (SELECT $3 AS tenant) s CROSS JOIN environments e LEFT JOIN users u ON u.environment = e.id AND u.id = $2 {UserColumns.Memberships}
        WHERE e.id = $1
        """;

    private const string Count = "SELECT coalesce(sum(count), 0)::bigint FROM user_blocks WHERE environment = $1";

    // Rows to skip from which on it pays to ask first how many there are, since the other end may be nearer.
    private const int FarBehind = 5000;

    // The blocks of 1024 numbers tell how many users there are and in which the page begins; so a page far into the list skips at most a block.
    private const string List =
        $"""
        WITH b AS (SELECT block, count, sum(count) OVER (ORDER BY block) - count AS before FROM user_blocks WHERE environment = $1),
            f AS (SELECT block, before FROM b WHERE count > 0 AND before <= $3 AND before + count > $3),
            p AS (
                SELECT u.id, u.number FROM users u
                WHERE u.environment = $1 AND u.number >= (SELECT block << {CommitLog.BlockShift} FROM f)
                ORDER BY u.number LIMIT $4 OFFSET coalesce((SELECT $3 - before FROM f), 0))
        SELECT (SELECT coalesce(sum(count), 0)::bigint FROM b), (SELECT event_position FROM environments WHERE id = $1), {UserColumns.View}
        FROM (SELECT $2 AS tenant) s LEFT JOIN p ON TRUE LEFT JOIN LATERAL (SELECT * FROM users WHERE environment = $1 AND id = p.id OFFSET 0) u ON TRUE {UserColumns.Memberships}
        ORDER BY p.number
        """;

    public ValueTask<Loaded<UserRow?>> Load(UserKey key, CancellationToken cancellation) =>
        One(ById, [Of(key.Environment.Id), Of(key.Id)], key.Environment, cancellation);

    public ValueTask<Loaded<UserRow?>> Find(EnvironmentKey environment, string userName, CancellationToken cancellation) =>
        One(ByName, [Of(environment.Id), Of(UserNames.Fold(userName))], environment, cancellation);

    public ValueTask<Loaded<UserView?>> LoadView(MembershipKey key, CancellationToken cancellation) => reads.One(
        View, [Of(key.Tenant.Environment.Id), Of(key.UserId), Of(key.Tenant.Key)],
        row => new Loaded<UserView?>(row.IsDBNull(1) ? null : UserColumns.ReadView(row, 1, key.Tenant.Environment), row.GetInt64(0)),
        default, cancellation);

    public ValueTask<Loaded<MembershipRow>> LoadMembership(MembershipKey key, CancellationToken cancellation) => reads.One(
        Membership, [Of(key.Tenant.Environment.Id), Of(key.UserId), Of(key.Tenant.Key)],
        static row =>
        {
            var link = UserColumns.ReadLink(row, 1);
            var roles = row.IsDBNull(4) ? [] : ImmutableArray.Create(row.GetFieldValue<Guid[]>(4));
            return new Loaded<MembershipRow>(link is null && roles.IsEmpty ? MembershipRow.None : new MembershipRow(link, roles), row.GetInt64(0));
        },
        new Loaded<MembershipRow>(MembershipRow.None, 0), cancellation);

    public async ValueTask<IReadOnlyDictionary<string, Guid>> ResolveAll(
        EnvironmentKey environment, ImmutableArray<string> values, CancellationToken cancellation)
    {
        var ids = new List<(string Value, Guid Id)>();
        foreach (var value in values)
        {
            if (Guid.TryParseExact(value, "D", out var id))
            {
                ids.Add((value, id));
            }
        }

        var found = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var rows = await reads.All(
            Resolve,
            [
                Of(environment.Id), Texts(ids, static i => i.Value), Ids(ids, static i => i.Id), Texts(values, static v => v), Texts(values, UserNames.Fold),
            ],
            static row => (Value: row.GetString(0), Id: row.GetGuid(1)), cancellation);

        // An id comes before a userName of the same spelling, in the rows too.
        foreach (var (value, id) in rows)
        {
            found.TryAdd(value, id);
        }

        return found;
    }

    public ValueTask<StorePage<UserView>> Query(TenantKey tenant, StoreQuery query, CancellationToken cancellation)
    {
        var environment = tenant.Environment;
        if (!query.IsPlain)
        {
            return Sorted(tenant, query, cancellation);
        }

        if (query.Filter is not { } filter)
        {
            return reads.Page(
                List, [Of(environment.Id), Of(tenant.Key), Of(query.StartIndex - 1L), Of((long)query.Count)], 2,
                row => UserColumns.ReadView(row, 2, environment), cancellation);
        }

        var page = FilteredPage.OfUsers(tenant, filter, query);
        return reads.Page(page.Sql, page.Parameters, 2, row => UserColumns.ReadView(row, 2, environment), cancellation);
    }

    private async ValueTask<StorePage<UserView>> Sorted(TenantKey tenant, StoreQuery query, CancellationToken cancellation)
    {
        if (query is { Filter: null, StartIndex: > FarBehind })
        {
            query = FromTheEnd.Turn(query, await reads.One(Count, [Of(tenant.Environment.Id)], static row => (int)row.GetInt64(0), 0, cancellation));
        }

        var page = SortedPage.OfUsers(tenant, query);
        return page.ToPage(await reads.Page(
            page.Sql, page.Parameters, SortedPage.FirstColumn,
            row => (UserColumns.ReadView(row, SortedPage.FirstColumn, tenant.Environment), page.ReadPosition(row)), cancellation));
    }

    private ValueTask<Loaded<UserRow?>> One(string sql, NpgsqlParameter[] parameters, EnvironmentKey environment, CancellationToken cancellation) =>
        reads.One(
            sql, parameters,
            row => new Loaded<UserRow?>(row.IsDBNull(1) ? null : UserColumns.ReadUser(row, 1, environment), row.GetInt64(0)),
            default, cancellation);
}
