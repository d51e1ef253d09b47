using System.Diagnostics;
using System.Text;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;
using Scim.Storage.Sql.Tests.Contract;
using Xunit.Abstractions;

namespace Scim.Storage.Sql.Tests.Measurements;

/// <summary>
/// Figures of the store alone, printed; they hold only ratios that must be true on any machine. The sizes are small unless <c>SCIM_MEASURE_USERS</c> says otherwise.
/// </summary>
public abstract class StoreMeasurements(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly int Many = int.Parse(Environment.GetEnvironmentVariable("SCIM_MEASURE_USERS") ?? "5000");

    public Task InitializeAsync() => Task.CompletedTask;

    public abstract Task DisposeAsync();

    [Fact]
    public async Task the_depth_of_a_page_and_the_size_of_a_directory_hardly_matter()
    {
        var store = await Open(new RecordingObserver());
        var small = await TestDirectory.Create(store);
        var large = await TestDirectory.Create(store);
        await Fill(small, 1000);
        var users = await Fill(large, Many);

        var random = new Random(1);
        var shallow = await Time("page of 100 among 1000", 300, () => Page(small, random.Next(1, 900)));
        var deep = await Time($"page of 100 among {Many}", 300, () => Page(large, random.Next(1, Many - 100)));
        await Time("LoadUserView", 5000, () => store.LoadUserView(new(large.Default, users[random.Next(Many)]), CancellationToken.None).AsTask());
        await Time("LoadUser", 5000, () => store.LoadUser(new(large.Environment, users[random.Next(Many)]), CancellationToken.None).AsTask());
        await Time("filter userName eq", 2000, () => store.QueryUsers(large.Default, UserQuery($"userName eq \"user-{random.Next(Many)}\""), CancellationToken.None).AsTask());
        await Time("filter title co (scan)", 3, () => store.QueryUsers(large.Default, UserQuery("title co \"zzz\""), CancellationToken.None).AsTask());
        await Writes(large, users);
        await Members(large, users);

        deep.ShouldBeLessThan(shallow * 4, "a page deep in a large directory");
        Task Page(TestDirectory directory, int start) => store.QueryUsers(directory.Default, new StoreQuery(null, start, 100), CancellationToken.None).AsTask();
    }

    protected abstract Task<IDirectoryStore> Open(ICommitObserver observer);

    private static StoreQuery UserQuery(string text) => new(FilterChecker.Check(FilterParser.Parse(text), SchemaCatalog.Core.User), 1, 100);

    private async Task Writes(TestDirectory directory, Guid[] users)
    {
        foreach (var submitters in new[] { 1, 16, 64 })
        {
            var number = 0;
            await Rate($"create user, {submitters} submitters", submitters, 6000, () =>
            {
                var key = directory.NewUserKey();
                return directory.Do(new CreateUser(key, Content($"new-{submitters}-{Interlocked.Increment(ref number)}"), false));
            });
        }

        var next = -1;
        await Rate("change user, 16 submitters", 16, 4000, () =>
        {
            var index = Interlocked.Increment(ref next);
            return directory.Do(new ChangeUser(new(directory.Environment, users[index]), 1, Content($"user-{index}", "changed")));
        });
    }

    private async Task Members(TestDirectory directory, Guid[] users)
    {
        foreach (var count in new[] { 100, 1000 })
        {
            var groups = new List<GroupKey>();
            for (var i = 0; i < 20; i++)
            {
                groups.Add((await directory.CreateGroup(directory.Default, $"g-{count}-{i}")).Key);
            }

            await Rate($"add {count} members", 1, 20, () =>
            {
                var group = groups[^1];
                groups.RemoveAt(groups.Count - 1);
                return directory.Do(TestDirectory.Add(group, users[..count]));
            });
        }

        var big = (await directory.CreateGroup(directory.Default, "big", users[..(users.Length * 9 / 10)])).Key;
        var empty = (await directory.CreateGroup(directory.Default, "empty")).Key;
        var last = users.Length;
        await Rate("add one member to an empty group", 1, 200, () => directory.Do(TestDirectory.Add(empty, users[--last])));
        last = users.Length;
        await Rate($"add one member to a group of {users.Length * 9 / 10}", 1, 200, () => directory.Do(TestDirectory.Add(big, users[--last])));
        await Time($"read a group of {users.Length * 9 / 10}", 5, () => directory.Store.LoadMembers(big, CancellationToken.None).AsTask());
    }

    private static async Task<Guid[]> Fill(TestDirectory directory, int count)
    {
        var keys = new UserKey[count];
        for (var i = 0; i < count; i += 500)
        {
            var part = Math.Min(500, count - i);
            var operations = new StoreOperation[part];
            for (var j = 0; j < part; j++)
            {
                keys[i + j] = directory.NewUserKey();
                operations[j] = new CreateUser(keys[i + j], Content($"user-{i + j}"), false);
            }

            await directory.Do(operations);
        }

        return Array.ConvertAll(keys, key => key.Id);
    }

    private static UserContent Content(string userName, string title = "engineer") => new()
    {
        UserName = userName,
        DisplayName = $"Display {userName}",
        Active = true,
        Profile = Encoding.UTF8.GetBytes(
            $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{{userName}}","displayName":"Display {{userName}}","title":"{{title}}","active":true,"name":{"givenName":"Given","familyName":"Family"},"emails":[{"value":"{{userName}}@example.com","type":"work","primary":true}],"phoneNumbers":[{"value":"+49 30 123456","type":"work"}]}"""),
        Emails = [new EmailValue($"{userName}@example.com", "work")],
    };

    // On the pool's threads: the test framework's own context would add a hand-over to every await.
    private Task<double> Time(string what, int times, Func<Task> action) => Task.Run(async () =>
    {
        for (var i = 0; i < Math.Min(times, 200); i++)
        {
            await action();
        }

        // The median: what else runs on the machine shows in few of them.
        var all = new double[times];
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await action();
            all[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        Array.Sort(all);
        var micros = all[times / 2];
        output.WriteLine($"{what}: {micros:F1} µs");
        return micros;
    });

    private async Task Rate(string what, int submitters, int times, Func<Task> action)
    {
        await action();
        var left = times - 1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, submitters).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await action();
            }
        })));
        output.WriteLine($"{what}: {times / watch.Elapsed.TotalSeconds:F0} /s");
    }
}
