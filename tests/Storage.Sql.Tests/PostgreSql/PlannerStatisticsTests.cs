using System.Diagnostics;
using Npgsql;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.PostgreSql;
using Scim.Storage.Sql.PostgreSql.Commits;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.PostgreSql;

/// <summary>Plans that were made for an empty directory do not stay for one that grows.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class PlannerStatisticsTests(PostgreSqlServer server) : IAsyncLifetime
{
    // Autovacuum would come by within a minute.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);
    private readonly PostgreSqlTestStore _stores = new(server);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Fact]
    public async Task a_directory_that_grows_from_nothing_is_soon_known_to_the_planner()
    {
        var directory = await TestDirectory.Create(await _stores.Open(new RecordingObserver()));
        await using var source = PostgreSqlDataSources.Build(await _stores.Database());
        (await IsKnown(source)).ShouldBeFalse();

        var results = await Task.WhenAll(Enumerable.Range(0, PlannerStatistics.First + 50).Select(i =>
            directory.Try(new CreateUser(directory.NewUserKey(), TestDirectory.Content($"user-{i}"), false))));
        results.ShouldAllBe(result => result is CommitResult.Committed);

        var watch = Stopwatch.StartNew();
        while (!await IsKnown(source))
        {
            watch.Elapsed.ShouldBeLessThan(Soon, "waited for statistics of the users");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private static async Task<bool> IsKnown(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT EXISTS (SELECT FROM pg_stats WHERE tablename = 'users' AND attname = 'environment')");
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
