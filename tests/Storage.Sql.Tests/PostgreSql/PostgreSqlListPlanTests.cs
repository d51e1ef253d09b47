using System.Text.Json;
using Npgsql;
using Scim.Grains.Storage;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Storage.Sql.PostgreSql;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.PostgreSql;

/// <summary>The statements are those of which the server itself logs, by auto_explain, how it has run them; their cost is in rows that it looked at.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class PostgreSqlListPlanTests(PostgreSqlServer server) : ListPlanContract
{
    private const string Explain =
        "-c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 -c auto_explain.log_analyze=on -c auto_explain.log_timing=off -c auto_explain.log_format=json";

    // Each user is known to the tenant, one in ten is a member of one of 100 groups.
    private static readonly string Seed =
        $"""
        CREATE TEMP TABLE n AS SELECT n, lpad(to_hex(n), 32, '0')::uuid AS id, lpad(to_hex(1), 32, '0')::uuid AS e, {FirstTicks} + n * 10000000::bigint AS t FROM generate_series(1, {Users}) n;
        INSERT INTO environments (id, project_id, key, name, created) SELECT e, e, 'e', 'e', 0 FROM n WHERE n = 1;
        INSERT INTO users
        SELECT e, id, n, 'user-' || n, 'user-' || n, 'User ' || n, 'user ' || n, n % 50 <> 0, false, 1, t, t, NULL,
            convert_to(json_build_object('userName', 'user-' || n, 'title', 'Engineer', 'active', n % 50 <> 0)::text, 'UTF8'),
            jsonb_build_object('userName', 'user-' || n, 'title', 'engineer', 'active', n % 50 <> 0,
                'emails', jsonb_build_array(jsonb_build_object('value', 'user-' || n || '@example.com', 'type', 'work')))
        FROM n;
        INSERT INTO user_blocks SELECT e, n >> 10, count(*) FROM n GROUP BY e, n >> 10;
        INSERT INTO user_emails SELECT e, 'user-' || n || '@example.com', id FROM n;
        INSERT INTO links SELECT e, id, 'acme', 'ext-' || n, 1, t FROM n;
        INSERT INTO groups SELECT e, k, id, true, n, 'G' || n, 'G' || n, 'G' || n, 'g' || n, 'ext-' || n, 1, 0, t, t FROM n, unnest(ARRAY['acme', 'default']) k WHERE n <= {Groups};
        INSERT INTO assignments SELECT e, 'acme', lpad(to_hex((n / 10) % 100 + 1), 32, '0')::uuid, id FROM n WHERE n % 10 = 0;
        """;

    private NpgsqlDataSource _source = null!;
    private PostgreSqlDirectoryStore _store = null!;
    private string _database = "";

    public override async Task InitializeAsync()
    {
        _database = await server.CreateDatabase();
        await using (var source = PostgreSqlDataSources.Build(_database))
        {
            await using var command = source.CreateCommand(Seed);
            command.CommandTimeout = 120;
            await command.ExecuteNonQueryAsync();

            // As autovacuum does.
            await using var vacuum = source.CreateCommand("VACUUM ANALYZE");
            await vacuum.ExecuteNonQueryAsync();
        }

        _source = PostgreSqlDataSources.Build(new NpgsqlConnectionStringBuilder(_database) { Options = Explain }.ConnectionString);
        _store = PostgreSqlDirectoryStore.Open(_source, new PostgreSqlStoreOptions { Migrate = false }, new RecordingObserver());
    }

    public override async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _source.DisposeAsync();
        await server.DropDatabase(_database);
    }

    [Fact]
    public async Task a_part_of_a_userName_is_found_without_a_look_at_a_user_that_does_not_match()
    {
        (await Looked("title sw \"x\"", 0)).ShouldBeGreaterThanOrEqualTo(Users);
        foreach (var (filter, matches) in ((string, int)[])
        [
            ("userName sw \"User-777\"", 11), ("userName co \"R-777\"", 11), ("userName ew \"-777\"", 1), ("userName co \"r-1\" and userName ew \"999\"", 11), ("userName gt \"user-9989\"", 11),
        ])
        {
            // A match may be read once to be found, and is read once to be shown.
            (await Looked(filter, matches)).ShouldBeLessThanOrEqualTo(matches * 2, filter);
        }
    }

    // An entry of an index counts as a row.
    protected override double CountedIn(long whole) => whole * 1.1;

    protected override async Task<IReadOnlyList<RunStatement>> Statements(Func<IDirectoryStore, Task> list)
    {
        var before = new FileInfo(server.Log).Length;
        await list(_store);
        await using var log = new FileStream(server.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Seek(before, SeekOrigin.Begin);
        var text = new byte[log.Length - before];
        await log.ReadExactlyAsync(text);
        return Read(text);
    }

    /// <returns>How many rows of users were read, whether they match or not.</returns>
    private async Task<long> Looked(string filter, int matches)
    {
        var query = new StoreQuery(FilterChecker.Check(FilterParser.Parse(filter), SchemaCatalog.Core.User), 1, 100);
        var statements = await Statements(async store => (await store.QueryUsers(Tenant, query, CancellationToken.None)).Total.ShouldBe(matches, filter));
        return statements.Sum(statement =>
        {
            using var plan = JsonDocument.Parse(statement.Plan);
            return UsersRead(plan.RootElement.GetProperty("Plan"));
        });
    }

    private static long UsersRead(JsonElement node)
    {
        var isOfUsers = node.TryGetProperty("Relation Name", out var table) && table.GetString() == "users";
        var own = !isOfUsers ? 0 : node.TryGetProperty("Heap Fetches", out var fetches) ? fetches.GetInt64() : Looks(node);
        return own + (node.TryGetProperty("Plans", out var children) ? children.EnumerateArray().Sum(UsersRead) : 0);
    }

    private static List<RunStatement> Read(ReadOnlySpan<byte> log)
    {
        var statements = new List<RunStatement>();
        var marker = " plan:\n"u8;
        for (var at = log.IndexOf(marker); at >= 0; at = log.IndexOf(marker))
        {
            log = log[(at + marker.Length)..];
            var reader = new Utf8JsonReader(log);
            using var plan = JsonDocument.ParseValue(ref reader);
            log = log[(int)reader.BytesConsumed..];
            var (indexes, scanned, rows) = (new List<string>(), new List<string>(), 0L);
            Walk(plan.RootElement.GetProperty("Plan"), indexes, scanned, ref rows);
            statements.Add(new RunStatement(plan.RootElement.ToString(), indexes, scanned, rows));
        }

        return statements;
    }

    private static void Walk(JsonElement node, List<string> indexes, List<string> scanned, ref long rows)
    {
        if (node.TryGetProperty("Index Name", out var index))
        {
            indexes.Add(index.GetString()!);
        }

        // The catalogue is read once by each connection, for the types.
        if (node.GetProperty("Node Type").GetString() == "Seq Scan" && node.GetProperty("Relation Name").GetString() is { } table && !table.StartsWith("pg_", StringComparison.Ordinal))
        {
            scanned.Add(table);
        }

        // What a condition of its own asks is no input of a node.
        var hasInput = false;
        if (node.TryGetProperty("Plans", out var children))
        {
            foreach (var child in children.EnumerateArray())
            {
                Walk(child, indexes, scanned, ref rows);
                hasInput |= child.GetProperty("Parent Relationship").GetString() is not ("SubPlan" or "InitPlan");
            }
        }

        if (!hasInput)
        {
            rows += Looks(node);
        }
    }

    private static long Looks(JsonElement node) =>
        (Number(node, "Actual Rows") + Number(node, "Rows Removed by Filter") + Number(node, "Rows Removed by Index Recheck")) * Number(node, "Actual Loops");

    private static long Number(JsonElement node, string name) => node.TryGetProperty(name, out var number) ? (long)number.GetDouble() : 0;
}
