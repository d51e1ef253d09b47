using DbUp;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Storage.Sql.Sqlite;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.Sqlite;

/// <summary>A directory of an earlier version is brought to this one with all that it holds.</summary>
public sealed class SqliteMigrationTests
{
    // Two environments whose users came in turns; every third user is gone.
    private static readonly string[] Earlier =
    [
        "INSERT INTO projects (id, key, name, created) VALUES (unhex(format('%032x', 900)), 'p', 'P', 0)",
        "INSERT INTO environments (id, project_id, key, name, created, event_position, user_number) SELECT unhex(format('%032x', 100 + value)), unhex(format('%032x', 900)), 'e' || value, 'E', 0, 7, 3000 FROM json_each('[1, 2]')",
        "INSERT INTO tenants (environment, key, id, name, created) SELECT id, 'acme', randomblob(16), 'Acme', 0 FROM environments",
        "CREATE TEMP TABLE n AS WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 3000) SELECT n.n, e.value AS e, unhex(format('%032x', 100 + e.value)) AS environment, unhex(format('%032x', n.n * 10 + e.value)) AS id FROM n, json_each('[1, 2]') e WHERE n.n % 3 <> 0 ORDER BY n.n, e.value",
        """
        INSERT INTO users (environment, number, id, user_name, user_name_folded, display_name, active, provisional, version, created, modified, emails, profile)
        SELECT environment, n, id, 'U' || n || '@x', 'u' || n || '@x', 'User', TRUE, FALSE, 3, n, n + 5, json_array('h' || n || '@x', 'u' || n || '@x'),
            json_object('userName', 'U' || n || '@x', 'emails', json_array(json_object('value', 'U' || n || '@x'), json_object('value', 'h' || n || '@x')))
        FROM n
        """,
        "INSERT INTO user_emails SELECT environment, letter.value || n || '@x', n.id FROM n, json_each('[\"u\", \"h\"]') letter",
        "INSERT INTO user_blocks SELECT environment, n >> 10, count(*) FROM n GROUP BY environment, n >> 10",
        "INSERT INTO links (environment, user_id, tenant, external_id, version, modified) SELECT environment, id, 'acme', iif(n % 2, 'ext-' || n, NULL), 1, n + 7 FROM n",
    ];

    [Fact]
    public async Task users_keep_their_order_their_names_and_their_links()
    {
        await using var files = new SqliteTestStore();
        Fill(files);

        var store = files.Open(new RecordingObserver());

        foreach (var e in (int[])[1, 2])
        {
            var tenant = new TenantKey(new EnvironmentKey(Id(100 + e)), "acme");
            var list = await store.QueryUsers(tenant, new StoreQuery(null, 1001, 3), CancellationToken.None);
            list.Total.ShouldBe(2000);
            list.Items.Select(view => view.User.Key.Id).ShouldBe([Id(15010 + e), Id(15020 + e), Id(15040 + e)]);
            list.Items[0].Link.ShouldBe(new("ext-1501", 1, new DateTimeOffset(1508, TimeSpan.Zero)));
            await Found(store, tenant, "emails.value eq \"u1501@x\"", Id(15010 + e));
            await Found(store, tenant, "emails.value eq \"H1501@x\"", Id(15010 + e));
            await Found(store, tenant, "externalId eq \"ext-1501\"", Id(15010 + e));
            await Found(store, tenant, "userName eq \"u1501@X\"", Id(15010 + e));
            await Found(store, tenant, $"meta.lastModified eq \"{new DateTimeOffset(1508, TimeSpan.Zero):O}\"", Id(15010 + e));
        }
    }

    [Fact]
    public async Task users_go_on_to_be_changed_and_new_ones_come_behind_them()
    {
        await using var files = new SqliteTestStore();
        Fill(files);
        var store = files.Open(new RecordingObserver());
        var environment = new EnvironmentKey(Id(101));
        var tenant = new TenantKey(environment, "acme");
        var (changed, deleted, created) = (new UserKey(environment, Id(11)), new UserKey(environment, Id(21)), new UserKey(environment, Guid.CreateVersion7()));

        await Do(new ChangeUser(changed, 3, TestDirectory.Content("new", emails: "new@x")), new SetExternalId(new(tenant, changed.Id), 1, "ext-new"));
        await Do(new DeleteUser(deleted, null));
        await Do(new CreateUser(created, TestDirectory.Content("last"), false));

        await Found(store, tenant, "externalId eq \"ext-new\"", changed.Id);
        await Found(store, tenant, "externalId eq \"ext-1\"");
        await Found(store, tenant, "emails.value eq \"h1@x\" or emails.value eq \"u1@x\" or emails.value eq \"h2@x\"");
        var last = await store.QueryUsers(tenant, new StoreQuery(null, 1999, 10), CancellationToken.None);
        (last.Total, last.Items.Length).ShouldBe((2000, 2));
        last.Items[^1].User.Key.ShouldBe(created);
        (await store.QueryUsers(new(new(Id(102)), "acme"), new StoreQuery(null, 1, 1), CancellationToken.None)).Total.ShouldBe(2000);

        await files.Close();
        using var session = SqliteSession.Open(Path.Combine(files.Path, "directory.db"), readOnly: true, 1000, null);
        using var leftOver = session.PrepareOnce("SELECT count(*) FROM user_emails WHERE user NOT IN (SELECT row FROM users) OR user = (SELECT row FROM users WHERE user_name = 'new')");
        leftOver.Step();
        leftOver.Int32(0).ShouldBe(1); // new@x

        async Task Do(params StoreOperation[] operations) =>
            (await store.Commit(new AtomicGroup(Guid.CreateVersion7(), environment, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), null, [.. operations]), CancellationToken.None))
                .ShouldBeOfType<CommitResult.Committed>();
    }

    private static void Fill(SqliteTestStore files)
    {
        var file = Path.Combine(files.Path, "directory.db");
        DeployChanges.To.SqliteDatabase($"Data Source={file};Pooling=False")
            .WithScriptsEmbeddedInAssembly(typeof(SqliteDirectoryStore).Assembly, name => name.Contains(".Sqlite.Migrations.", StringComparison.Ordinal) && string.CompareOrdinal(name[name.IndexOf(".000", StringComparison.Ordinal)..], ".0007") < 0)
            .WithVariablesDisabled().LogToNowhere().Build().PerformUpgrade().Successful.ShouldBeTrue();
        using var session = SqliteSession.Open(file, readOnly: false, 1000, null);
        session.BeginWrite();
        foreach (var statement in Earlier)
        {
            session.Run(statement);
        }

        session.Commit();
    }

    private static Guid Id(int number) => Guid.ParseExact(number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture), "N");

    private static async Task Found(SqliteDirectoryStore store, TenantKey tenant, string filter, params Guid[] ids) =>
        (await store.QueryUsers(tenant, new StoreQuery(FilterChecker.Check(FilterParser.Parse(filter), SchemaCatalog.Core.User), 1, 10), CancellationToken.None))
            .Items.Select(view => view.User.Key.Id).ShouldBe(ids, filter);
}
