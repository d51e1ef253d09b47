using System.Collections.Immutable;
using Npgsql;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.PostgreSql;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.PostgreSql;

/// <summary>Several nodes on one database: each has its own writer and connections, and no other tie than the rows.</summary>
[Collection(PostgreSqlTests.Name)]
public sealed class PostgreSqlNodesTests(PostgreSqlServer server) : IAsyncLifetime
{
    private readonly PostgreSqlTestStore _stores = new(server);
    private readonly RecordingObserver _observer = new();
    private TestDirectory[] _nodes = [];

    private TestDirectory Here => _nodes[0];

    private TestDirectory There => _nodes[1];

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync()
    {
        var here = await TestDirectory.Create(await _stores.Open(_observer));
        _nodes = [here, here.Through(await _stores.Open(_observer)), here.Through(await _stores.Open(_observer))];
    }

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Fact]
    public async Task U2_of_parallel_creations_of_the_same_names_on_all_nodes_one_of_each_name_wins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 600).Select(i =>
            Node(i).Try(new CreateUser(Here.NewUserKey(), TestDirectory.Content($"user-{i / 12}"), false))));

        results.Count(r => r is CommitResult.Committed).ShouldBe(50);
        results.Count(r => r is CommitResult.Conflicted { Kind: ConflictKind.UserName }).ShouldBe(550);
        (await There.Store.QueryUsers(Here.Default, new StoreQuery(null, 1, 100), None)).ShouldSatisfyAllConditions(
            page => page.Total.ShouldBe(50), page => page.Items.Length.ShouldBe(50));
        await ShouldBeWhole();
    }

    [Fact]
    public async Task G2_G13_of_parallel_definitions_of_one_role_on_all_nodes_one_wins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Node(i).Try(new TakeUpGroup(
            new GroupKey(i % 2 == 0 ? Here.Default : Here.Acme, Guid.CreateVersion7()), true, "G", "G", null, []))));

        results.Count(r => r is CommitResult.Committed).ShouldBe(1);
        results.Count(r => r is CommitResult.Conflicted { Kind: ConflictKind.RoleKey }).ShouldBe(59);
        (await There.Store.FindRole(new RoleKey(Here.Environment, "G"), None)).ShouldNotBeNull();
        await ShouldBeWhole();
    }

    [Fact]
    public async Task G13_parallel_additions_to_one_group_from_all_nodes_lose_no_member()
    {
        var users = await CreateUsers(200);
        var group = (await Here.CreateGroup(Here.Default, "G")).Key;

        await Task.WhenAll(users.Select((user, i) => Node(i).Do(TestDirectory.Add(group, user.Id))));

        (await There.Members(group)).Select(m => m.Id).ShouldBe(users.Select(u => u.Id), ignoreOrder: true);
        (await Here.Store.LoadGroup(group, None)).Value.ShouldNotBeNull().ShouldSatisfyAllConditions(
            row => row.MemberCount.ShouldBe(200), row => row.Version.ShouldBe(201));
        await ShouldBeWhole();
    }

    [Fact]
    public async Task U7_a_deletion_against_additions_in_other_tenants_leaves_no_orphan()
    {
        for (var round = 0; round < 10; round++)
        {
            var users = await CreateUsers(8, $"r{round}-");
            GroupKey[] groups = [(await Here.CreateGroup(Here.Default, $"A{round}")).Key, (await Here.CreateGroup(Here.Acme, $"B{round}")).Key];

            var changes = users.SelectMany((user, i) => new Func<Task<CommitResult>>[]
            {
                () => Node(i).Try(new DeleteUser(user, null)),
                () => Node(i + 1).Try(TestDirectory.Add(groups[0], user.Id)),
                () => Node(i + 2).Try(TestDirectory.Add(groups[1], user.Id), new SetExternalId(new(Here.Acme, user.Id), 0, "x")),
            });
            var results = await Task.WhenAll(changes.Select(change => change()));

            results.ShouldAllBe(r => r is CommitResult.Committed || r is CommitResult.Missing);
            foreach (var group in groups)
            {
                (await Here.Store.LoadGroup(group, None)).Value!.MemberCount.ShouldBe(0);
                (await There.Members(group)).ShouldBeEmpty();
            }
        }

        (await Count("SELECT count(*) FROM assignments")).ShouldBe(0);
        (await Count("SELECT count(*) FROM links")).ShouldBe(0);
        await ShouldBeWhole();
    }

    [Fact]
    public async Task G8_release_and_take_up_on_different_nodes_never_leave_a_held_group_without_its_role()
    {
        var role = (await Here.CreateGroup(Here.Default, "G")).Key.RoleId;
        for (var round = 0; round < 20; round++)
        {
            var release = Here.Try(new ReleaseGroup(new(Here.Default, role), null));
            var takeUp = There.Try(new TakeUpGroup(new(Here.Acme, role), false, "G", "G", null, []));
            await Task.WhenAll(release, takeUp);

            var roleIsThere = await Here.Store.FindRole(new RoleKey(Here.Environment, "G"), None) is not null;
            var held = (await There.Store.LoadGroup(new(Here.Acme, role), None)).Value is not null;
            (await release).ShouldBeOfType<CommitResult.Committed>();
            held.ShouldBe(await takeUp is CommitResult.Committed);
            roleIsThere.ShouldBe(held);
            if (held)
            {
                await Here.Do(new ReleaseGroup(new(Here.Acme, role), null));
            }

            role = (await Here.CreateGroup(Here.Default, "G")).Key.RoleId;
        }

        await ShouldBeWhole();
    }

    [Fact]
    public async Task a_reader_never_sees_a_position_before_those_below_it()
    {
        using var stop = new CancellationTokenSource();
        var reading = Enumerable.Range(0, 3).Select(i => Task.Run(async () =>
        {
            var (last, count) = (0L, 0);
            while (!stop.IsCancellationRequested)
            {
                var page = await Node(i).Store.ReadEvents(Here.Environment, last, 1000, None);
                page.Items.Select(e => e.Position).ShouldBe(Enumerable.Range(1, page.Items.Length).Select(n => last + n));
                page.Position.ShouldBe(page.Items.IsEmpty ? last : page.Items[^1].Position);
                (last, count) = (page.Position, count + page.Items.Length);
            }

            return count;
        })).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 600).Select(i => Node(i).Do(new CreateUser(Here.NewUserKey(), TestDirectory.Content($"u{i}"), false))));
        await stop.CancelAsync();

        (await Task.WhenAll(reading)).ShouldAllBe(seen => seen > 0);
        await ShouldBeWhole();
    }

    [Fact]
    public async Task each_answer_carries_the_position_of_its_own_change()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 300).Select(async i =>
        {
            var key = Here.NewUserKey();
            var committed = await Node(i).Do(new CreateUser(key, TestDirectory.Content($"u{i}"), false));
            return (key.Id, committed.Position);
        }));

        var events = await Here.Store.ReadEvents(Here.Environment, 0, 1000, None);
        events.Items.Where(e => e.Kind == "user.created").Select(e => (e.ResourceId, e.Position)).ShouldBe(results, ignoreOrder: true);
        _observer.Changes.Where(c => c.Key.Kind == CopyKind.User).Select(c => (c.Key.Id, c.Position)).ShouldBe(results, ignoreOrder: true);
    }

    [Fact]
    public async Task changes_that_cross_on_two_nodes_all_go_through()
    {
        var users = await CreateUsers(20);
        var groups = new List<GroupKey>();
        for (var i = 0; i < 6; i++)
        {
            groups.Add((await Here.CreateGroup(i % 2 == 0 ? Here.Default : Here.Acme, $"G{i}")).Key);
        }

        // Each group of operations takes its rows in another order.
        var results = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Node(i).Try(
            TestDirectory.Replace(groups[i % 6], null, [.. users.Skip(i % 7).Select(u => u.Id)]),
            TestDirectory.Remove(groups[(i + 3) % 6], [.. users.Take(i % 5).Select(u => u.Id)]),
            new CreateUser(Here.NewUserKey(), TestDirectory.Content($"x{i % 40}-{i}"), false))));

        results.ShouldAllBe(r => r is CommitResult.Committed);
        await ShouldBeWhole();
    }

    [Fact]
    public async Task connections_killed_under_load_lose_nothing_that_was_acknowledged()
    {
        using var stop = new CancellationTokenSource();
        var killing = Task.Run(async () =>
        {
            var killed = 0L;
            while (!stop.IsCancellationRequested)
            {
                killed += await Count("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }

            return killed;
        });

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(worker => Task.Run(async () =>
        {
            var done = new List<UserKey>();
            for (var i = 0; i < 60; i++)
            {
                var key = Here.NewUserKey();
                try
                {
                    await Node(worker).Do(
                        new CreateUser(key, TestDirectory.Content($"u{worker}-{i}"), false), new SetExternalId(new(Here.Acme, key.Id), 0, "x"));
                    done.Add(key);
                }
                catch (StoreUnavailableException)
                {
                    // Not acknowledged: it may be there or not, as a whole.
                }
            }

            return done;
        })));
        await stop.CancelAsync();

        (await killing).ShouldBeGreaterThan(3);
        foreach (var key in results.SelectMany(done => done))
        {
            (await There.Store.LoadUserView(new(Here.Acme, key.Id), None)).Value.ShouldNotBeNull().Link.ShouldNotBeNull();
        }

        (await Count("SELECT count(*) FROM users u WHERE NOT EXISTS (SELECT 1 FROM links l WHERE l.environment = u.environment AND l.user_id = u.id)")).ShouldBe(0);
        await ShouldBeWhole();
    }

    [Fact]
    public async Task a_new_tenant_and_a_new_role_never_miss_each_other()
    {
        for (var round = 0; round < 10; round++)
        {
            var tenant = new TenantKey(Here.Environment, $"t{round}");
            var define = Here.Do(new DefineRole(new RoleKey(Here.Environment, $"R{round}"), Guid.CreateVersion7(), $"R{round}"));
            await Task.WhenAll(define, There.Do(new CreateTenant(tenant, Guid.CreateVersion7(), "T")));

            (await Here.Store.QueryGroups(tenant, new StoreQuery(null, 1, 100), None)).Total.ShouldBe(round + 1);
        }

        await ShouldBeWhole();
    }

    [Fact]
    public async Task leases_are_seen_by_all_and_a_count_never_comes_back()
    {
        var (one, two) = (Leases(0), Leases(1));
        await one.Renew("a", TimeSpan.FromSeconds(2), None);
        await two.Renew("b", TimeSpan.FromMilliseconds(1500), None);
        var before = await two.Read(None);
        await one.Release("a", None);
        await one.Renew("a", TimeSpan.FromSeconds(3), None);

        before.Select(l => (l.Node, l.Duration)).ShouldBe([("a", TimeSpan.FromSeconds(2)), ("b", TimeSpan.FromMilliseconds(1500))]);
        var after = await two.Read(None);
        after[0].Duration.ShouldBe(TimeSpan.FromSeconds(3));
        after[0].Renewals.ShouldBeGreaterThan(before[0].Renewals);
        after[1].ShouldBe(before[1]);
    }

    private TestDirectory Node(int i) => _nodes[i % _nodes.Length];

    private INodeLeases Leases(int node) => ((PostgreSqlDirectoryStore)Node(node).Store).Leases;

    private async Task<ImmutableArray<UserKey>> CreateUsers(int count, string prefix = "user-")
    {
        var created = await Task.WhenAll(Enumerable.Range(0, count).Select(i => Node(i).CreateUser($"{prefix}{i}")));
        return [.. created.Select(u => u.Key)];
    }

    // No gap in the positions, counts that fit what they count, nothing that hangs on what is gone.
    private async Task ShouldBeWhole()
    {
        (await Count("SELECT count(*) FROM (SELECT environment FROM events GROUP BY environment HAVING max(position) <> count(*) OR min(position) <> 1) x")).ShouldBe(0);
        (await Count("SELECT count(*) FROM environments e WHERE event_position <> (SELECT count(*) FROM events v WHERE v.environment = e.id)")).ShouldBe(0);
        (await Count("SELECT coalesce(sum(count), 0)::bigint - (SELECT count(*) FROM users) FROM user_blocks")).ShouldBe(0);
        (await Count("SELECT count(*) FROM groups g WHERE member_count <> (SELECT count(*) FROM assignments a WHERE a.environment = g.environment AND a.tenant = g.tenant AND a.role_id = g.role_id)")).ShouldBe(0);
        (await Count("SELECT count(*) FROM assignments a WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.environment = a.environment AND u.id = a.user_id)")).ShouldBe(0);
        (await Count("SELECT count(*) FROM assignments a WHERE NOT EXISTS (SELECT 1 FROM groups g WHERE g.environment = a.environment AND g.tenant = a.tenant AND g.role_id = a.role_id AND g.held)")).ShouldBe(0);
        (await Count("SELECT count(*) FROM groups g WHERE NOT EXISTS (SELECT 1 FROM roles r WHERE r.environment = g.environment AND r.id = g.role_id)")).ShouldBe(0);
    }

    private async Task<long> Count(string sql)
    {
        await using var connection = new NpgsqlConnection(await _stores.Database());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
