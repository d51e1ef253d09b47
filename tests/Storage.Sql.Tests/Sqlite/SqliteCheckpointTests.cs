using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Sqlite;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.Sqlite;

public sealed class SqliteCheckpointTests
{
    private const int LongLog = 64;
    private readonly RecordingObserver _observer = new();

    [Fact]
    public async Task the_log_starts_again_from_its_beginning_while_commits_go_on_and_nothing_is_lost()
    {
        const int users = 3000;
        await using var files = new SqliteTestStore();
        await using (var store = SqliteDirectoryStore.Open(new SqliteStoreOptions { Directory = files.Path, LongLog = LongLog }, _observer))
        {
            var directory = await TestDirectory.Create(store);

            await Parallel.ForAsync(0, users, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
                await directory.Do(new CreateUser(directory.NewUserKey(), TestDirectory.Content($"user-{i}"), false)));

            var log = new FileInfo(Directory.GetFiles(files.Path, "*-wal").ShouldHaveSingleItem()).Length;
            log.ShouldBeLessThan(6L * LongLog * SqliteStoreOptions.PageBytes, "all that was written is more than twice as much");
            (await store.QueryUsers(directory.Default, new(null, 1, 1), CancellationToken.None)).Total.ShouldBe(users);
        }

        var again = files.Open(_observer);
        (await again.IsEmpty(CancellationToken.None)).ShouldBeFalse();
    }
}
