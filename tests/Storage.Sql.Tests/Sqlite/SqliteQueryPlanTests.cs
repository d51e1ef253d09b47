using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Protocol.Sorting;
using Scim.Storage.Sql.Filters;
using Scim.Storage.Sql.Sqlite;
using Scim.Storage.Sql.Sqlite.Filters;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.Sqlite;

/// <summary>protocol.md, point 16: the filters that clients send are answered by an index.</summary>
public sealed class SqliteQueryPlanTests
{
    private const string Id = "01a20fc2-af4c-7148-a63b-0f1d64b0cdc6";

    [Theory]
    [InlineData("userName eq \"a\"", "users_by_name")]
    [InlineData("id eq \"" + Id + "\"", "users_by_id")]
    [InlineData("externalId eq \"x\"", "links_by_external_id")]
    [InlineData("externalId eq \"x\" or userName eq \"x\"", "links_by_external_id", "users_by_name")]
    [InlineData("emails[type eq \"work\"].value eq \"a@x\"", "user_emails USING PRIMARY KEY")]
    [InlineData("emails.value eq \"a@x\" and active eq true", "user_emails USING PRIMARY KEY")]
    [InlineData("groups.value eq \"" + Id + "\"", "assignments USING PRIMARY KEY")]
    [InlineData("active eq false", "users_by_modified")]
    [InlineData("active eq true and (meta.lastModified ge \"2026-01-01T00:00:00Z\" and meta.lastModified le \"2026-01-02T00:00:00Z\")", "users_by_modified", "links_by_modified")]
    [InlineData("meta.lastModified gt \"2026-01-01T00:00:00Z\"", "users_by_modified", "links_by_modified")]
    [InlineData("title sw \"x\" and (userName eq \"a\" or id eq \"" + Id + "\")", "users_by_name")]
    public async Task a_users_filter_starts_from_an_index(string filter, params string[] indexes)
    {
        var query = ResourceQuery.Users(Tenant, FilterChecker.Check(FilterParser.Parse(filter), SchemaCatalog.Core.User), SqliteDialect.Instance);

        var plan = await Plan(query);

        foreach (var index in indexes)
        {
            plan.ShouldContain(line => line.Contains(index), $"{filter}\n{string.Join('\n', plan)}");
        }

        plan.ShouldNotContain(line => line.StartsWith("SCAN u", StringComparison.Ordinal), string.Join('\n', plan));
        plan.ShouldContain(line => line.StartsWith("SEARCH u USING INDEX users_by_id (environment=? AND id=?)", StringComparison.Ordinal), string.Join('\n', plan));
    }

    [Theory]
    [InlineData("displayName eq \"a\"", "groups_by_name")]
    [InlineData("externalId eq \"a\"", "groups_by_external_id")]
    [InlineData("id eq \"" + Id + "\"", "SCAN CONSTANT ROW")]
    [InlineData("members.value eq \"" + Id + "\"", "assignments_by_user")]
    [InlineData("members[value eq \"" + Id + "\"]", "assignments_by_user")]
    [InlineData("id eq \"" + Id + "\" and members eq \"" + Id + "\"", "SCAN CONSTANT ROW")]
    [InlineData("meta.lastModified ge \"2026-01-01T00:00:00Z\"", "groups_by_modified")]
    public async Task a_groups_filter_starts_from_an_index(string filter, string index)
    {
        var query = ResourceQuery.Groups(Tenant, FilterChecker.Check(FilterParser.Parse(filter), SchemaCatalog.Core.Group), SqliteDialect.Instance);

        var plan = await Plan(query);

        plan.ShouldContain(line => line.Contains(index), string.Join('\n', plan));
        plan.ShouldContain(
            line => line.StartsWith("SEARCH g USING PRIMARY KEY (environment=? AND tenant=? AND role_id=?)", StringComparison.Ordinal), string.Join('\n', plan));
    }

    [Theory]
    [InlineData(null, "users_by_number")]
    [InlineData("userName", "users_by_name")]
    [InlineData("id", "users_by_id")]
    public async Task a_page_of_users_in_an_order_that_an_index_holds_sorts_nothing(string? sortBy, string index)
    {
        foreach (var query in Pages(sortBy, SchemaCatalog.Core.User))
        {
            var plan = await Plan(SortedQuery.Users(Tenant, query, SqliteDialect.Instance));
            plan.ShouldHaveSingleItem().Replace("COVERING ", "", StringComparison.Ordinal).ShouldStartWith($"SEARCH u USING INDEX {index} (environment=?", Case.Sensitive, query.ToString());
        }
    }

    [Theory]
    [InlineData("id", "PRIMARY KEY")]
    [InlineData("displayName", "INDEX groups_by_name")]
    [InlineData("meta.lastModified", "INDEX groups_by_modified")]
    [InlineData(null, "INDEX groups_by_number")]
    public async Task a_page_of_groups_in_an_order_that_an_index_holds_sorts_no_more_than_ties(string? sortBy, string index)
    {
        foreach (var query in Pages(sortBy, SchemaCatalog.Core.Group))
        {
            var plan = await Plan(SortedQuery.Groups(Tenant, query, SqliteDialect.Instance));
            plan[0].ShouldStartWith($"SEARCH g USING {index} (environment=? AND tenant=?", Case.Sensitive, query.ToString());
            plan.Skip(1).ShouldAllBe(line => line.StartsWith("USE TEMP B-TREE FOR LAST TERM", StringComparison.Ordinal), string.Join('\n', plan));
        }
    }

    private static IEnumerable<StoreQuery> Pages(string? sortBy, ResourceType type)
    {
        foreach (var descending in (bool[])[false, true])
        {
            var sort = sortBy is null ? null : ResourceSort.Parse(sortBy, descending, type);
            var key = sortBy switch
            {
                null => null,
                "id" => SortKey.Of(Id),
                "meta.lastModified" => SortKey.Of(7),
                _ => SortKey.Of("a"),
            };
            var first = new StoreQuery(null, 1, 100) { Sort = sort, WithPositions = true };
            var behind = first with { From = new StorePosition(key, 7) };
            yield return first;
            yield return behind;
            yield return behind with { Backward = true };
        }
    }

    private static Task<List<string>> Plan(SortedQuery query) => Plan(new ResourceQuery(
        $"SELECT w.id, w.number, w.key FROM ({query.Rows}) w WHERE {query.After} ORDER BY {query.Order} LIMIT 100", query.Sql.Values, false));

    private static TenantKey Tenant => new(new EnvironmentKey(Guid.Empty), "default");

    private static async Task<List<string>> Plan(ResourceQuery query)
    {
        await using var files = new SqliteTestStore();
        files.Open(new RecordingObserver());
        using var session = SqliteSession.Open(Path.Combine(files.Path, "directory.db"), readOnly: true, 1000, null);
        SqliteFunctions.Define(session);
        using var statement = session.PrepareOnce($"EXPLAIN QUERY PLAN {query.Text}");
        var plan = new List<string>();
        while (statement.Step())
        {
            plan.Add(statement.Text(3));
        }

        return plan;
    }
}
