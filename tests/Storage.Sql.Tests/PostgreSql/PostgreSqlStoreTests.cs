using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.PostgreSql;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.PostgreSql;

/// <summary>What is PostgreSQL's own: migrations by many at once, a restart of the server, bytes, ticks and long texts.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class PostgreSqlStoreTests(PostgreSqlServer server) : IAsyncLifetime
{
    private readonly PostgreSqlTestStore _stores = new(server);
    private readonly RecordingObserver _observer = new();
    private TestDirectory _directory = null!;

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync() => _directory = await TestDirectory.Create(await _stores.Open(_observer));

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Fact]
    public async Task eight_that_start_at_once_on_an_empty_database_migrate_it_once()
    {
        var database = await server.CreateDatabase(migrated: false);
        await using var source = PostgreSqlDataSources.Build(database);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PostgreSqlMigrations.Run(source))));

        await using var store = PostgreSqlDirectoryStore.Open(source, new PostgreSqlStoreOptions(), _observer);
        (await store.IsEmpty(None)).ShouldBeTrue();
        await using var command = source.CreateCommand("SELECT count(*) - count(DISTINCT scriptname) FROM schema_versions");
        (await command.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task statements_are_prepared_unless_the_connection_string_says_otherwise()
    {
        (await Prepared("Maximum Pool Size=1")).ShouldBeGreaterThan(0);
        (await Prepared("Maximum Pool Size=1;Max Auto Prepare=0")).ShouldBe(0);

        async Task<long> Prepared(string settings)
        {
            await using var source = PostgreSqlDataSources.Build($"{await _stores.Database()};{settings}");
            for (var i = 0; i < 4; i++)
            {
                await using var read = source.CreateCommand("SELECT count(*) FROM users");
                await read.ExecuteScalarAsync();
            }

            await using var command = source.CreateCommand("SELECT count(*) FROM pg_prepared_statements");
            return (long)(await command.ExecuteScalarAsync())!;
        }
    }

    [Fact]
    public async Task a_restarted_server_costs_the_next_read_and_the_next_write_nothing()
    {
        var user = await _directory.CreateUser("a");
        (await _directory.Store.LoadUser(user.Key, None)).Value.ShouldNotBeNull();

        await server.Restart();

        (await _directory.Store.LoadUser(user.Key, None)).Value.ShouldNotBeNull();
        (await _directory.CreateUser("b")).Version.ShouldBe(1);
    }

    [Fact]
    public async Task a_profile_comes_back_byte_for_byte_and_a_time_to_the_last_tick()
    {
        var key = _directory.NewUserKey();
        var profile = "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],  \"userName\":\"Ä\\u00e4\",\"x509Certificates\":[],\"title\":\"\",\"b\":1.50,\"a\":1e2}"u8.ToArray();
        var content = TestDirectory.Content("Ää") with { Profile = profile };
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).AddTicks(1234567);

        await _directory.Store.Commit(new AtomicGroup(Guid.CreateVersion7(), _directory.Environment, time, null, [new CreateUser(key, content, false)]), None);

        var row = (await _directory.Store.LoadUser(key, None)).Value.ShouldNotBeNull();
        row.Profile.ShouldBe(profile);
        row.Created.ShouldBe(time);
        row.Created.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task texts_too_long_for_an_index_are_unique_and_found_like_others()
    {
        var name = new string('ä', 4000);
        var user = (await _directory.Do(new CreateUser(_directory.NewUserKey(), TestDirectory.Content(name + "1", null, true, name), false))).Results[0].User!;
        await _directory.CreateUser(name + "2");
        await _directory.Do(new SetExternalId(new(_directory.Default, user.Key.Id), 0, name));

        (await _directory.Try(new CreateUser(_directory.NewUserKey(), TestDirectory.Content(name.ToUpperInvariant() + "1"), false)))
            .ShouldBe(new CommitResult.Conflicted(0, ConflictKind.UserName));
        (await _directory.Store.FindUser(_directory.Environment, name + "1", None)).Value!.Key.ShouldBe(user.Key);
    }
}
