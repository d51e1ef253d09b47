using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;

namespace Scim.Storage.Sql.Tests.Contract;

/// <summary>A database that fails at its n-th call, for every n: nothing is half-applied, nothing acknowledged is lost, and the store goes on.</summary>
public abstract class FaultContract : IAsyncLifetime
{
    private readonly RecordingObserver _observer = new();
    private int _calls;
    private int _failAt = int.MaxValue;
    private int _failures = 1;
    private Func<Exception> _fault = () => new IOException("injected");

    public Task InitializeAsync() => Task.CompletedTask;

    public abstract Task DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task one_fault_at_any_call_is_survived_by_every_change(bool isDatabasesOwn)
    {
        _fault = isDatabasesOwn ? DatabaseFault : () => new IOException("injected");
        var directory = await TestDirectory.Create(await Open(_observer, Fail));
        var role = (await directory.CreateGroup(directory.Default, "G")).Key;

        for (var n = 1; ; n++)
        {
            Arm(n, failures: 1);
            var user = directory.NewUserKey();
            var committed = await directory.Do(
                new CreateUser(user, TestDirectory.Content($"user-{n}", null, true, "a@x"), false),
                new SetExternalId(new(directory.Default, user.Id), 0, "x"),
                TestDirectory.Add(role, user.Id));
            var fired = _calls >= n;
            Disarm();

            var view = (await directory.Store.LoadUserView(new(directory.Default, user.Id), CancellationToken.None)).Value.ShouldNotBeNull();
            view.Link!.ExternalId.ShouldBe("x");
            view.Groups.Length.ShouldBe(1);
            _observer.Changes.ShouldContain(new CommittedChange(CopyKey.User(user), committed.Position));
            if (!fired)
            {
                n.ShouldBeGreaterThan(FewestCalls);
                break;
            }
        }

        await ShouldBeWhole(directory);
    }

    [Fact]
    public async Task a_lasting_fault_from_any_call_on_leaves_all_of_a_change_or_nothing_of_it()
    {
        _fault = DatabaseFault;
        var directory = await TestDirectory.Create(await Open(_observer, Fail));
        var role = (await directory.CreateGroup(directory.Default, "G")).Key;
        var acknowledged = new List<UserKey>();
        for (var n = 1; ; n++)
        {
            Arm(n, failures: int.MaxValue);
            var user = directory.NewUserKey();
            var change = directory.Group(
                new CreateUser(user, TestDirectory.Content($"user-{n}"), false), new SetExternalId(new(directory.Default, user.Id), 0, "x"), TestDirectory.Add(role, user.Id));
            var ok = await Try(directory, change);
            var fired = _calls >= n;
            Disarm();
            if (ok)
            {
                acknowledged.Add(user);
            }
            else
            {
                // The same operation again: applied at last, once, whatever became of it before.
                (await directory.Store.Commit(change, CancellationToken.None)).ShouldBeOfType<CommitResult.Committed>();
                acknowledged.Add(user);
            }

            if (!fired)
            {
                break;
            }
        }

        foreach (var key in acknowledged)
        {
            var view = (await directory.Store.LoadUserView(new(directory.Default, key.Id), CancellationToken.None)).Value.ShouldNotBeNull();
            (view.Link!.Version, view.Groups.Length).ShouldBe((1, 1));
            _observer.Changes.ShouldContain(change => change.Key == CopyKey.User(key));
        }

        await ShouldBeWhole(directory);
        await ShouldBeWhole(directory.Through(await Reopen(_observer)));
    }

    [Fact]
    public async Task faults_among_many_changes_fail_only_whole_changes()
    {
        _fault = DatabaseFault;
        var directory = await TestDirectory.Create(await Open(_observer, Fail));
        for (var n = 1; n <= 60; n += 3)
        {
            Arm(n, failures: 5);
            var round = n;
            var keys = Enumerable.Range(0, 20).Select(_ => directory.NewUserKey()).ToArray();
            var done = await Task.WhenAll(keys.Select((key, i) => Try(directory, directory.Group(
                new CreateUser(key, TestDirectory.Content($"user-{round}-{i}"), false), new SetExternalId(new(directory.Default, key.Id), 0, "x")))));
            Disarm();
            for (var i = 0; i < keys.Length; i++)
            {
                var view = (await directory.Store.LoadUserView(new(directory.Default, keys[i].Id), CancellationToken.None)).Value;
                if (done[i])
                {
                    view.ShouldNotBeNull();
                }

                view?.Link.ShouldNotBeNull();
            }
        }

        await ShouldBeWhole(directory);
    }

    /// <summary>How many calls of the database the change of three operations takes at least.</summary>
    protected abstract int FewestCalls { get; }

    /// <summary>Opens an empty store that calls <paramref name="faults"/> before every call of the database and around every commit.</summary>
    protected abstract Task<IDirectoryStore> Open(ICommitObserver observer, Action faults);

    protected abstract Task<IDirectoryStore> Reopen(ICommitObserver observer);

    protected abstract Exception DatabaseFault();

    private static async Task<bool> Try(TestDirectory directory, AtomicGroup group)
    {
        try
        {
            (await directory.Store.Commit(group, CancellationToken.None)).ShouldBeOfType<CommitResult.Committed>();
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    // Events without gaps, one user.created for each user, counts that fit.
    private static async Task ShouldBeWhole(TestDirectory directory)
    {
        var events = await directory.Store.ReadEvents(directory.Environment, 0, 10_000, CancellationToken.None);
        events.Items.Select(e => e.Position).ShouldBe(Enumerable.Range(1, events.Items.Length).Select(i => (long)i));
        events.Total.ShouldBe(events.Items.Length);
        var users = await directory.Store.QueryUsers(directory.Default, new StoreQuery(null, 1, 1000), CancellationToken.None);
        users.Total.ShouldBe(users.Items.Length);
        events.Items.Where(e => e.Kind == "user.created").Select(e => e.ResourceId).ShouldBe(users.Items.Select(v => v.User.Key.Id), ignoreOrder: true);
        var groups = await directory.Store.QueryGroups(directory.Default, new StoreQuery(null, 1, 10, WithMembers: true), CancellationToken.None);
        groups.Items.ShouldAllBe(g => g.Group.MemberCount == g.Members!.Count);
    }

    private void Arm(int n, int failures) => (_calls, _failAt, _failures) = (0, n, failures);

    private void Disarm() => _failAt = int.MaxValue;

    private void Fail()
    {
        var call = ++_calls;
        if (call >= _failAt && call - _failAt < _failures)
        {
            throw _fault();
        }
    }
}
