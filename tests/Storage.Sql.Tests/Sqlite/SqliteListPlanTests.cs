using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Scim.Grains.Storage;
using Scim.Storage.Sql.Sqlite;
using Scim.Storage.Sql.Sqlite.Filters;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.Sqlite;

/// <summary>The statements are those that the store's connections say they have run; their cost is in instructions of SQLite's machine.</summary>
public sealed partial class SqliteListPlanTests : ListPlanContract
{
    // Each user is known to the tenant, one in ten is a member of one of 100 groups.
    private static readonly string[] Seed =
    [
        $"CREATE TEMP TABLE n AS WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {Users}) SELECT n, unhex(format('%032x', n)) AS id, unhex(format('%032x', 1)) AS e, {FirstTicks} + n * 10000000 AS t FROM n",
        "INSERT INTO environments (number, id, project_id, key, name, created) SELECT 5, e, e, 'e', 'e', 0 FROM n WHERE n = 1",
        """
        INSERT INTO users (row, environment, id, user_name, user_name_folded, display_name, active, provisional, version, created, modified, profile)
        SELECT 5 << 40 | n, e, id, 'user-' || n, 'user-' || n, 'User ' || n, n % 50 <> 0, FALSE, 1, t, t,
            json_object('userName', 'user-' || n, 'title', 'Engineer', 'active', json(iif(n % 50 <> 0, 'true', 'false')),
                'emails', json_array(json_object('value', 'user-' || n || '@example.com', 'type', 'work')))
        FROM n
        """,
        "INSERT INTO user_blocks SELECT e, n >> 10, count(*) FROM n GROUP BY n >> 10",
        "INSERT INTO user_emails SELECT 'user-' || n || '@example.com', 5 << 40 | n FROM n",
        "INSERT INTO links SELECT e, id, 'acme', 'ext-' || n, 1, t, n % 2 FROM n",

        // In other environments and tenants as many have the e-mail and the externalId of one.
        "INSERT INTO user_emails SELECT 'user-77@example.com', (10 + n) << 40 | 1 FROM n",
        "INSERT INTO links SELECT randomblob(16), id, 'acme', 'ext-77', 1, t, FALSE FROM n UNION ALL SELECT e, id, 'globex', 'ext-77', 1, t, FALSE FROM n",
        $"""
        INSERT INTO groups (environment, tenant, role_id, held, number, role_key, name, name_key, name_folded, external_id, version, member_count, created, modified)
        SELECT n.e, k.value, n.id, TRUE, n, 'G' || n, 'G' || n, 'G' || n, 'g' || n, 'ext-' || n, 1, 0, t, t FROM n, json_each('["acme", "default"]') k WHERE n <= {Groups}
        """,
        "INSERT INTO assignments SELECT e, 'acme', unhex(format('%032x', n / 10 % 100 + 1)), id FROM n WHERE n % 10 = 0",
    ];

    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly SqliteTestStore _files;
    private IDirectoryStore _store = null!;

    public SqliteListPlanTests() => _files = new SqliteTestStore { ReaderOpened = _readers.Add };

    public override Task InitializeAsync()
    {
        _store = _files.Open(new RecordingObserver());
        using var session = Open(readOnly: false);
        SqliteFunctions.Define(session);
        session.BeginWrite();
        foreach (var statement in Seed)
        {
            session.Run(statement);
        }

        session.Commit();
        return Task.CompletedTask;
    }

    public override async Task DisposeAsync() => await _files.DisposeAsync();

    protected override double CountedIn(long whole) => whole * 0.8;

    protected override async Task<IReadOnlyList<RunStatement>> Statements(Func<IDirectoryStore, Task> list)
    {
        _ = TakeRuns();
        await list(_store);
        var runs = TakeRuns();
        using var session = Open(readOnly: true);
        SqliteFunctions.Define(session);
        return [.. runs.Where(run => run.Sql.StartsWith("SELECT", StringComparison.Ordinal)).Select(run => Explain(session, run.Sql, run.Cost))];
    }

    private static RunStatement Explain(SqliteSession session, string sql, int cost)
    {
        using var statement = session.PrepareOnce($"EXPLAIN QUERY PLAN {sql}");
        var plan = new List<string>();
        while (statement.Step())
        {
            plan.Add(statement.Text(3));
        }

        var steps = plan.Select(line => Read().Match(line)).Where(match => match.Success).ToArray();
        return new RunStatement(
            $"{sql}\n{string.Join('\n', plan)}\n{cost} instructions",
            [.. steps.Where(s => s.Groups["by"].Success).Select(s => s.Groups["index"] is { Success: true } index ? index.Value : Key(Table(s.Groups["table"].Value), s.Groups["range"].Success))],
            [.. steps.Where(s => s.Groups["how"].Value == "SCAN" && !IsMade(s.Groups["table"].Value, s.Value)).Select(s => Table(s.Groups["table"].Value))],
            cost);
    }

    // What a statement makes for itself, not what it finds: a row of constants, the candidates of a filter, an array's elements, the rows of a subquery.
    private static bool IsMade(string table, string line) =>
        table is "CONSTANT" or "c" or "(subquery" || line.Contains("VIRTUAL TABLE", StringComparison.Ordinal);

    // A range of users' rows is a part of their order.
    private static string Key(string table, bool isRange) => table == "users" && isRange ? "users_by_number" : $"{table}_pkey";

    private static string Table(string alias) => alias switch
    {
        "u" => "users",
        "g" => "groups",
        "l" => "links",
        "a" => "assignments",
        "m" => "user_emails",
        "o" => "users",
        _ => alias,
    };

    [GeneratedRegex(@"^(?<how>SEARCH|SCAN) (?<table>\S+)(?<by> USING (COVERING )?(INDEX (?<index>\S+)|(INTEGER )?PRIMARY KEY( \((?<range>rowid[<>]))?))?.*$")]
    private static partial Regex Read();

    private (string Sql, int Cost)[] TakeRuns() =>
        [.. _readers.SelectMany(session => session.Statements).Select(statement => (statement.Sql, statement.TakeInstructions())).Where(run => run.Item2 > 0)];

    private SqliteSession Open(bool readOnly) => SqliteSession.Open(Path.Combine(_files.Path, "directory.db"), readOnly, 1000, null);
}
