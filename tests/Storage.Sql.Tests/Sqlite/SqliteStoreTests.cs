using System.Diagnostics;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Sqlite;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.Sqlite;

/// <summary>What is SQLite's own: one process, several stores in it, leases, the queue's bound, cancellation.</summary>
public sealed class SqliteStoreTests
{
    private readonly RecordingObserver _observer = new();

    [Fact]
    public async Task a_second_store_in_the_process_needs_the_option()
    {
        await using var files = new SqliteTestStore();
        files.Open(_observer);

        Should.Throw<StoreUnavailableException>(() => files.Open(_observer)).Message.ShouldContain("in use by this process");
    }

    [Fact]
    public async Task another_process_is_refused_with_a_message_that_says_so()
    {
        await using var files = new SqliteTestStore();
        var lockFile = Path.Combine(files.Path, "directory.lock");
        await File.WriteAllTextAsync(lockFile, "");
        using var other = Process.Start(new ProcessStartInfo("flock", ["--exclusive", lockFile, "sh", "-c", "echo held; read line"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        (await other.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe("held");

        Should.Throw<StoreUnavailableException>(() => files.Open(_observer)).Message.ShouldContain("in use by another process");

        await other.StandardInput.WriteLineAsync();
        await other.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        (await files.Open(_observer).IsEmpty(CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task two_stores_on_one_directory_see_each_others_commits_and_never_share_a_userName()
    {
        await using var files = new SqliteTestStore();
        var here = await TestDirectory.Create(files.Open(_observer, shared: true));
        var there = here.Through(files.Open(_observer, shared: true));

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? here : there).Try(
            new CreateUser(here.NewUserKey(), TestDirectory.Content($"user-{i / 4}"), false))));

        results.Count(r => r is CommitResult.Committed).ShouldBe(50);
        results.Count(r => r is CommitResult.Conflicted { Kind: ConflictKind.UserName }).ShouldBe(150);
        var events = await there.Store.ReadEvents(here.Environment, 0, 1000, CancellationToken.None);
        events.Items.Select(e => e.Position).ShouldBe(Enumerable.Range(1, events.Items.Length).Select(i => (long)i));
        (await here.Store.QueryUsers(here.Default, new StoreQuery(null, 1, 1), CancellationToken.None)).Total.ShouldBe(50);
    }

    [Fact]
    public async Task a_lease_counts_its_renewals_and_goes_when_released()
    {
        await using var files = new SqliteTestStore();
        var one = files.Open(_observer, shared: true).Leases;
        var two = files.Open(_observer, shared: true).Leases;
        await one.Renew("a", TimeSpan.FromSeconds(2), CancellationToken.None);
        await two.Renew("b", TimeSpan.FromSeconds(2), CancellationToken.None);
        await one.Renew("a", TimeSpan.FromSeconds(3), CancellationToken.None);

        (await two.Read(CancellationToken.None)).ShouldBe(
            [new NodeLease("a", TimeSpan.FromSeconds(3), 2), new NodeLease("b", TimeSpan.FromSeconds(2), 1)], ignoreOrder: true);

        await one.Release("a", CancellationToken.None);
        (await two.Read(CancellationToken.None)).Select(l => l.Node).ShouldBe(["b"]);
    }

    [Fact]
    public async Task a_full_queue_refuses_and_a_waiting_change_can_be_cancelled()
    {
        var entered = new TaskCompletionSource();
        var gate = new ManualResetEventSlim();
        var armed = false;
        await using var files = new SqliteTestStore
        {
            Faults = _ =>
            {
                if (Volatile.Read(ref armed))
                {
                    entered.TrySetResult();
                    gate.Wait();
                }
            },
        };
        await using var store = SqliteDirectoryStore.Open(
            new SqliteStoreOptions { Directory = files.Path, WriterFaults = files.Faults, QueueLength = 2 }, _observer);
        var directory = await TestDirectory.Create(store);
        Volatile.Write(ref armed, true);
        var running = directory.Do(new CreateUser(directory.NewUserKey(), TestDirectory.Content("a"), false));
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(10));
        using var cancelled = new CancellationTokenSource();
        var waiting = directory.Do(new CreateUser(directory.NewUserKey(), TestDirectory.Content("b"), false));
        var given = store.Commit(directory.Group(new CreateUser(directory.NewUserKey(), TestDirectory.Content("c"), false)), cancelled.Token).AsTask();

        await Should.ThrowAsync<StoreUnavailableException>(() => directory.Try(new CreateUser(directory.NewUserKey(), TestDirectory.Content("d"), false)));
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => given);
        Volatile.Write(ref armed, false);
        gate.Set();

        await Task.WhenAll(running, waiting).WaitAsync(TimeSpan.FromSeconds(10));
        (await store.FindUser(directory.Environment, "c", CancellationToken.None)).Value.ShouldBeNull();
    }

    [Fact]
    public async Task a_closing_store_writes_what_waits_and_takes_nothing_more()
    {
        await using var files = new SqliteTestStore();
        var directory = await TestDirectory.Create(files.Open(_observer));
        var waiting = Enumerable.Range(0, 50).Select(i => directory.Try(new CreateUser(directory.NewUserKey(), TestDirectory.Content($"u{i}"), false))).ToArray();

        await files.Close();

        (await Task.WhenAll(waiting)).ShouldAllBe(r => r is CommitResult.Committed);
        await Should.ThrowAsync<StoreUnavailableException>(() => directory.Try(new CreateUser(directory.NewUserKey(), TestDirectory.Content("late"), false)));
        Should.Throw<StoreUnavailableException>(() => directory.Store.LoadUser(directory.NewUserKey(), CancellationToken.None).AsTask().GetAwaiter().GetResult());
    }

    [Fact]
    public async Task positions_grow_by_what_is_committed_in_each_environment_alone()
    {
        await using var files = new SqliteTestStore();
        var store = files.Open(_observer);
        var one = await TestDirectory.Create(store);
        var two = await TestDirectory.Create(store);
        var before = (await store.FindTenant(one.Acme, CancellationToken.None)).Position;

        await two.CreateUser("a");

        (await store.FindTenant(one.Acme, CancellationToken.None)).Position.ShouldBe(before);
        (await store.FindTenant(new TenantKey(new EnvironmentKey(Guid.Empty), "x"), CancellationToken.None)).ShouldBe(default);
    }
}
