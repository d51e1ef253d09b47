using System.Text.Json;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Grains.Tests.TestKit;
using Scim.Protocol.Errors;

namespace Scim.Grains.Tests.Histories;

/// <summary>Requests about one resource, at once, are answered as if one after the other (docs/guarantees.md: any write to one resource).</summary>
public abstract class HistoryContract(SharedCluster shared)
{
    private const int Resources = 60;
    private const int Clients = 5;
    private const int CallsOfAClient = 7;

    [Fact]
    public async Task parallel_histories_of_a_user_are_linearizable()
    {
        var connection = shared.Cluster.Connect(await shared.Cluster.NewEnvironment());
        await EachHistory(Reading.Strict, async name =>
        {
            var user = (await connection.CreateUser(name, more: ""","emails":[{"value":"a"}]""")).Value();
            return (AnswerOf(user), (kind, argument, version) => Ask(connection, user.Id, name, kind, argument, version));
        });
    }

    /// <summary>Changes of members that arrive at once are committed together, and all are answered with the group as it is then.</summary>
    protected async Task HistoriesOfGroups()
    {
        var connection = shared.Cluster.Connect(await shared.Cluster.NewEnvironment());
        var ids = new Dictionary<string, Guid>();
        foreach (var name in Names(Clients * CallsOfAClient).Prepend("a"))
        {
            ids[name] = (await connection.CreateUser(name)).Value().Id;
        }

        await EachHistory(Reading.ChangesShowLater, async name =>
        {
            var group = (await connection.CreateGroup(name, null, "a")).Value();
            return (AnswerOf(group, ids), (kind, argument, version) => Ask(connection, group.Id, name, ids, kind, argument, version));
        });
    }

    private async Task EachHistory(Reading reading, Func<string, Task<(Answer First, Func<CallKind, string?, long?, Task<Answer>> Ask)>> create)
    {
        var seed = Random.Shared.Next();
        var statuses = new HashSet<(CallKind, int)>();
        for (var resource = 0; resource < Resources; resource++)
        {
            var (first, ask) = await create($"resource{resource}");
            var calls = await Run(new Random(seed + resource), first, ask);
            Linearizability.Holds(calls, first.Version!.Value, first.Content!, reading | (shared.Cluster.Silos > 1 ? Reading.OfSeveralNodes : Reading.Strict))
                .ShouldBeTrue($"seed {seed}, resource {resource}, at first {first}:\n{string.Join('\n', calls.OrderBy(call => call.Began))}");
            statuses.UnionWith(calls.Select(call => (call.Kind, call.Answer.Status)));
        }

        // The histories had in them what they are to be about.
        statuses.ShouldContain((CallKind.Get, 200));
        statuses.ShouldContain((CallKind.Put, 200));
        statuses.ShouldContain((CallKind.Patch, 200));
        statuses.ShouldContain((CallKind.Put, 412));
        statuses.ShouldContain((CallKind.Delete, 204));
        statuses.ShouldContain((CallKind.Get, 404));
    }

    private static async Task<List<Call>> Run(Random random, Answer first, Func<CallKind, string?, long?, Task<Answer>> ask)
    {
        var position = 0;
        var names = Names(Clients * CallsOfAClient);
        var plans = Enumerable.Range(0, Clients).Select(client => Enumerable.Range(0, CallsOfAClient)
            .Select(call => (Kind: Kind(random, call), Argument: names[random.Next(4) == 0 ? 0 : (client * CallsOfAClient) + call], WithVersion: random.Next(3) == 0)).ToArray()).ToArray();
        var histories = await Task.WhenAll(plans.Select(plan => Task.Run(async () =>
        {
            var (calls, known) = (new List<Call>(), first.Version);
            foreach (var (kind, argument, withVersion) in plan)
            {
                var version = withVersion && kind != CallKind.Get ? known : null;
                var text = kind is CallKind.Put or CallKind.Patch ? argument : null;
                var began = Interlocked.Increment(ref position);
                var answer = await ask(kind, text, version);
                calls.Add(new Call(began, Interlocked.Increment(ref position), kind, text, version, answer));
                known = answer.Version ?? known;
            }

            return calls;
        })));
        return [.. histories.SelectMany(calls => calls)];
    }

    // What is deleted has no history any more: only a client's last call may delete.
    private static CallKind Kind(Random random, int call) => random.Next(10) switch
    {
        < 4 => CallKind.Get,
        < 6 => CallKind.Put,
        9 when call == CallsOfAClient - 1 => CallKind.Delete,
        _ => CallKind.Patch,
    };

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"n{i:D2}")];

    private static async Task<Answer> Ask(Connection connection, Guid id, string name, CallKind kind, string? argument, long? version)
    {
        var put = $$"""{"userName":"{{name}}","emails":[{"value":"{{argument}}"}]}""";
        var patch = $$"""{"op":"add","path":"emails","value":[{"value":"{{argument}}"}]}""";
        var precondition = version is null ? null : new Precondition($"W/\"{version}.0\"", null);
        return (kind, precondition) switch
        {
            (CallKind.Get, _) => AnswerOf(await connection.GetUser(id), AnswerOf),
            (CallKind.Put, null) => AnswerOf(await connection.ReplaceUser(id, put), AnswerOf),
            (CallKind.Put, _) => AnswerOf(await connection.ReplaceUserIf(id, precondition, put), AnswerOf),
            (CallKind.Patch, null) => AnswerOf(await connection.PatchUser(id, patch), AnswerOf),
            (CallKind.Patch, _) => AnswerOf(await connection.PatchUserIf(id, precondition, patch), AnswerOf),
            (_, null) => AnswerOf(await connection.DeleteUser(id), _ => new Answer(204)),
            (_, _) => AnswerOf(await connection.DeleteUserIf(id, precondition), _ => new Answer(204)),
        };
    }

    private static async Task<Answer> Ask(Connection connection, Guid id, string name, Dictionary<string, Guid> ids, CallKind kind, string? argument, long? version)
    {
        var patch = $$"""{"op":"add","path":"members","value":[{"value":"{{argument}}"}]}""";
        var precondition = version is null ? null : new Precondition($"W/\"{version}\"", null);
        return (kind, precondition) switch
        {
            (CallKind.Get, _) => AnswerOf(await connection.GetGroup(id), group => AnswerOf(group, ids)),
            (CallKind.Put, null) => AnswerOf(await connection.ReplaceGroup(id, name, null, argument!), group => AnswerOf(group, ids)),
            (CallKind.Put, _) => AnswerOf(await connection.ReplaceGroupIf(id, precondition, name, argument!), group => AnswerOf(group, ids)),
            (CallKind.Patch, null) => AnswerOf(await connection.PatchGroup(id, patch), group => AnswerOf(group, ids)),
            (CallKind.Patch, _) => AnswerOf(await connection.PatchGroupIf(id, precondition, patch), group => AnswerOf(group, ids)),
            (_, null) => AnswerOf(await connection.DeleteGroup(id), _ => new Answer(204)),
            (_, _) => AnswerOf(await connection.DeleteGroupIf(id, precondition), _ => new Answer(204)),
        };
    }

    private static Answer AnswerOf<T>(Outcome<T> outcome, Func<T, Answer> of)
        where T : class => outcome.IsRefused ? new Answer(Refusals.ById[outcome.Refusal.Id].Status) : of(outcome.Value);

    private static Answer AnswerOf(UserResource user)
    {
        using var profile = JsonDocument.Parse(user.Profile);
        var emails = profile.RootElement.GetProperty("emails").EnumerateArray().Select(email => email.GetProperty("value").GetString());
        return new Answer(200, user.ProfileVersion, string.Join(' ', emails.Order(StringComparer.Ordinal)));
    }

    private static Answer AnswerOf(GroupResource group, Dictionary<string, Guid> ids)
    {
        // Of a group that another call has deleted meanwhile nothing is left to show but that the change was made.
        if (group.Members is null)
        {
            return new Answer(200, group.Version);
        }

        var members = group.Members.Ids().ToHashSet();
        return new Answer(200, group.Version, string.Join(' ', ids.Where(pair => members.Contains(pair.Value)).Select(pair => pair.Key).Order(StringComparer.Ordinal)));
    }
}
