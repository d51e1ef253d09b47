using System.Globalization;
using Npgsql;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Protocol.Sorting;
using Scim.Storage.Sql.Filters;
using Scim.Storage.Sql.PostgreSql;
using Scim.Storage.Sql.PostgreSql.Filters;
using SortKey = Scim.Protocol.Sorting.SortKey;

namespace Scim.Storage.Sql.Tests.PostgreSql;

/// <summary>protocol.md, point 16: with 100 000 users, the filters that clients send are answered by an index.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class PostgreSqlQueryPlanTests(PostgreSqlServer server) : IAsyncLifetime
{
    private const string Environment = "01a20fc2-af4c-7148-a63b-0f1d64b0cdc5";
    private const string Id = "01a20fc2-af4c-7148-a63b-0f1d64b0cdc6";

    // Each user is known to the tenant, one in ten is a member of one of 100 groups; the times are one second apart.
    private const string Seed =
        """
        INSERT INTO environments (id, project_id, key, name, created) VALUES ('01a20fc2-af4c-7148-a63b-0f1d64b0cdc5', gen_random_uuid(), 'e', 'e', 0);
        INSERT INTO users
        SELECT '01a20fc2-af4c-7148-a63b-0f1d64b0cdc5', md5('u' || n)::uuid, n, 'user-' || n, 'user-' || n, 'User ' || n, 'user ' || n, n % 50 <> 0, false, 1,
            639000000000000000 + n * 10000000::bigint, 639000000000000000 + n * 10000000::bigint, NULL, '{}', jsonb_build_object('displayName', 'user ' || n)
        FROM generate_series(1, 100000) n;
        INSERT INTO user_emails SELECT environment, user_name || '@example.com', id FROM users;
        INSERT INTO links SELECT environment, id, 'acme', 'ext-' || number, 1, modified FROM users;
        INSERT INTO groups
        SELECT '01a20fc2-af4c-7148-a63b-0f1d64b0cdc5', t, md5('g' || n)::uuid, true, n, 'G' || n, 'G' || n, 'G' || n, 'g' || n, 'ext-' || n, 1, 100, 639000000000000000 + n * 10000000::bigint, 639000000000000000 + n * 10000000::bigint
        FROM generate_series(1, 2000) n, unnest(ARRAY['acme', 'default']) t;
        INSERT INTO assignments SELECT environment, 'acme', md5('g' || number % 100)::uuid, id FROM users WHERE number % 10 = 0;
        ANALYZE;
        """;

    private NpgsqlDataSource _source = null!;
    private string _database = "";

    private static TenantKey Tenant => new(new EnvironmentKey(new Guid(Environment)), "acme");

    public async Task InitializeAsync()
    {
        _database = await server.CreateDatabase();
        _source = PostgreSqlDataSources.Build(_database);
        await using var command = _source.CreateCommand(Seed);
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync();
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await server.DropDatabase(_database);
    }

    [Fact]
    public async Task a_filter_that_clients_send_is_answered_by_an_index()
    {
        await ShouldUse("userName eq \"user-77\"", "users_by_name");
        await ShouldUse($"id eq \"{Id}\"", "users_by_id");
        await ShouldUse("externalId eq \"ext-77\"", "links_by_external_id");
        await ShouldUse("externalId eq \"ext-77\" or userName eq \"user-78\"", "links_by_external_id", "users_by_name");
        await ShouldUse("emails[type eq \"work\"].value eq \"user-77@example.com\"", "user_emails_pkey");
        await ShouldUse("emails.value eq \"user-77@example.com\" and active eq true", "user_emails_pkey");
        await ShouldUse($"groups.value eq \"{Id}\"", "assignments_pkey");
        await ShouldUse("active eq false", "users_by_modified");
        await ShouldUse(Modified(1000, 1100), "users_by_modified", "links_by_modified");
        await ShouldUse("title sw \"x\" and (userName eq \"user-77\" or id eq \"" + Id + "\")", "users_by_name");
        await ShouldUseForGroups("displayName eq \"g77\"", "groups_by_name");
        await ShouldUseForGroups("externalId eq \"ext-77\"", "groups_by_external_id");
        await ShouldUseForGroups($"id eq \"{Id}\"", "groups_pkey");
        await ShouldUseForGroups($"members.value eq \"{Id}\"", "assignments_by_user");
        await ShouldUseForGroups($"members[value eq \"{Id}\"]", "assignments_by_user");
        await ShouldUseForGroups($"id eq \"{Id}\" and members eq \"{Id}\"", "groups_pkey");
    }

    [Fact]
    public async Task a_page_in_an_order_that_an_index_holds_is_read_from_that_index()
    {
        await ShouldBeOrdered(null, null, "users_by_number");
        await ShouldBeOrdered("userName", SortKey.Of("user-77"), "users_by_name");
        await ShouldBeOrdered("id", SortKey.Of(Id), "users_by_id");
    }

    private async Task ShouldBeOrdered(string? sortBy, SortKey? key, string index)
    {
        foreach (var descending in (bool[])[false, true])
        {
            var first = new StoreQuery(null, 1, 100)
            {
                Sort = sortBy is null ? null : ResourceSort.Parse(sortBy, descending, SchemaCatalog.Core.User),
                WithPositions = true,
            };
            var behind = first with { From = new StorePosition(key, 50_000) };
            foreach (var query in (StoreQuery[])[first, behind, behind with { Backward = true }])
            {
                var page = SortedPage.OfUsers(Tenant, query);
                await ShouldUse($"sort by {sortBy}", page.Sql, page.Parameters, [index]);
            }
        }
    }

    private static string Modified(int from, int to)
    {
        var begin = new DateTimeOffset(639000000000000000, TimeSpan.Zero);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"active eq true and (meta.lastModified ge \"{begin.AddSeconds(from):O}\" and meta.lastModified le \"{begin.AddSeconds(to):O}\")");
    }

    private Task ShouldUse(string filter, params string[] indexes) =>
        ShouldUse(filter, ResourceQuery.Users(Tenant, FilterChecker.Check(FilterParser.Parse(filter), SchemaCatalog.Core.User), PostgreSqlDialect.Instance), indexes);

    private Task ShouldUseForGroups(string filter, params string[] indexes) =>
        ShouldUse(filter, ResourceQuery.Groups(Tenant, FilterChecker.Check(FilterParser.Parse(filter), SchemaCatalog.Core.Group), PostgreSqlDialect.Instance), indexes);

    private Task ShouldUse(string filter, ResourceQuery query, string[] indexes) =>
        ShouldUse(filter, query.Text, [.. query.Values.Select(value => new NpgsqlParameter { Value = value })], indexes);

    private async Task ShouldUse(string filter, string sql, NpgsqlParameter[] parameters, string[] indexes)
    {
        await using var command = _source.CreateCommand($"EXPLAIN {sql}");
        command.Parameters.AddRange(parameters);

        var plan = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            plan.Add(rows.GetString(0));
        }

        foreach (var index in indexes)
        {
            plan.ShouldContain(line => line.Contains(index), $"{filter}\n{sql}\n{string.Join('\n', plan)}");
        }

        plan.ShouldNotContain(line => line.Contains("Seq Scan"), $"{filter}\n{sql}\n{string.Join('\n', plan)}");
    }
}
