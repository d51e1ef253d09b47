using System.Collections.Immutable;
using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;

namespace Scim.Cluster.Tests.Chaos;

/// <summary>What one node knows and other nodes change behind its back: a user's profile and its activity, its roles, a group's name and members, a token.</summary>
internal sealed class FrozenSecrets
{
    private const string Environment = "/projects/default/environments/dev";
    private const int LateWrites = 20;
    private readonly TestCluster _cluster;
    private readonly string _renamed;
    private readonly string _deactivated;
    private readonly string _deleted;
    private readonly string _group;
    private readonly string _userName;
    private readonly string _tokenId;
    private readonly string _token;
    private readonly IReadOnlyList<string> _late;

    private FrozenSecrets(TestCluster cluster, string userName, string renamed, string deactivated, string deleted, string group, Reply token, IReadOnlyList<string> late)
    {
        (_cluster, _userName, _renamed, _deactivated, _deleted, _group, _late) =
            (cluster, userName, renamed, deactivated, deleted, group, late);
        _tokenId = token.Id;
        _token = token.Json.GetProperty("token").GetString()!;
    }

    /// <summary>Makes all this, through the node that will be asked, so that it is this node that keeps copies and serves the grains.</summary>
    public static async Task<FrozenSecrets> Prepare(TestCluster cluster, int node)
    {
        var scim = cluster.Tenant(node);
        var userName = ClusterFixture.Fresh("secret");
        var renamed = (await scim.Post("/Users", new { userName, title = "old" })).Expect(201).Id;
        var deactivated = (await scim.Post("/Users", new { userName = userName + "-active", title = "old" })).Expect(201).Id;
        var deleted = (await scim.Post("/Users", new { userName = userName + "-there" })).Expect(201).Id;
        var group = (await scim.Post("/Groups", new { displayName = userName + "-old", members = new[] { new { value = renamed }, new { value = deactivated } } })).Expect(201).Id;
        var token = (await cluster.Administration(node).Post($"{Environment}/tokens", new { description = userName })).Expect(201);
        var late = new List<string>();
        for (var i = 0; i < LateWrites; i++)
        {
            late.Add((await scim.Post("/Users", new { userName = $"{userName}-late-{i}" })).Expect(201).Id);
        }

        foreach (var user in late.Append(renamed))
        {
            (await scim.Patch($"/Users/{user}", new { op = "replace", path = "title", value = "old" })).Expect(200);
        }

        var secrets = new FrozenSecrets(cluster, userName, renamed, deactivated, deleted, group, token, late);
        await secrets.Ask(node);
        return secrets;
    }

    /// <summary>Changes all of it through another node, and returns when all is acknowledged.</summary>
    public async Task Change(int through)
    {
        var scim = _cluster.Tenant(through);
        await Task.WhenAll(
            Insist(() => scim.Patch($"/Users/{_renamed}", new { op = "replace", path = "title", value = "new" }), 200),
            Insist(() => scim.Patch($"/Users/{_deactivated}", new { op = "replace", path = "active", value = false }), 200),
            Insist(() => scim.Delete($"/Users/{_deleted}"), 204, 404),
            Insist(() => scim.Patch($"/Groups/{_group}", new { op = "replace", path = "displayName", value = _userName + "-new" }), 200),
            Insist(() => scim.Patch($"/Groups/{_group}", new { op = "remove", path = $"members[value eq \"{_renamed}\"]" }), 200),
            Insist(() => _cluster.Administration(through).Delete($"{Environment}/tokens/{_tokenId}"), 204, 404));
    }

    /// <summary>
    /// Sends changes to the grains of the frozen node, which wait in its connections when their senders have long been told that they failed; then sends others, until they
    /// are acknowledged. The first ones must not be done any more.
    /// </summary>
    public Task SendLateWrites(int through) => Task.WhenAll(_late.Select(async user =>
    {
        var scim = _cluster.Tenant(through);
        await scim.Patch($"/Users/{user}", new { op = "replace", path = "title", value = "late" });
        await Insist(() => scim.Patch($"/Users/{user}", new { op = "replace", path = "title", value = "new" }), 200);
    }));

    /// <summary>How many of them show another title than the one that was acknowledged last.</summary>
    public async Task<int> CountLateWrites(int through)
    {
        var titles = await Task.WhenAll(_late.Select(async user =>
            (await _cluster.Tenant(through).Get($"/Users/{user}")).Expect(200).Json.GetProperty("title").GetString()));
        return titles.Count(title => title != "new");
    }

    /// <summary>Asks one node for each of them, all at once; a node that does not answer for a second is asked no longer.</summary>
    public async Task<ImmutableArray<Answer>> Ask(int node)
    {
        var scim = _cluster.Tenant(node);
        var decisions = _cluster.Administration(node).At($"{_cluster.Nodes[node].Address}/api/v1{Environment}/tenants/default");
        return [.. await Task.WhenAll(
            Question("profile", scim.Get($"/Users/{_renamed}"), reply => reply.Json.GetProperty("title").GetString() == "new"),
            Question("look-up by userName", scim.Get($"/Users?filter=userName+eq+\"{_userName}\""), reply => reply.Json.GetProperty("Resources")[0].GetProperty("title").GetString() == "new"),
            Question("activity", scim.Get($"/Users/{_deactivated}"), reply => !reply.Json.GetProperty("active").GetBoolean()),
            Question("decision", decisions.Get($"/users/{_deactivated}/roles"), reply => !reply.Json.GetProperty("active").GetBoolean()),
            Question("roles", scim.Get($"/Users/{_renamed}"), reply => !reply.Json.TryGetProperty("groups", out _)),
            Question("deleted user", scim.Get($"/Users/{_deleted}"), _ => false, changed: 404),
            Question("group", scim.Get($"/Groups/{_group}"), reply =>
                reply.Json.GetProperty("displayName").GetString() == _userName + "-new" && !reply.Text.Contains(_renamed, StringComparison.Ordinal)),
            Question("token", scim.With(_token).Get($"/Users/{_deactivated}"), _ => false, changed: 401),
            Question("write with the token", scim.With(_token).Patch($"/Users/{_deactivated}", new { op = "replace", path = "title", value = "old" }), _ => false, changed: 401))];
    }

    // Whoever changes something here repeats it until it is acknowledged; the first of two may have done it.
    private static Task Insist(Func<Task<Reply>> change, params int[] done) => Eventually.Holds(
        "an acknowledgement",
        async () =>
        {
            var status = (await change()).Status;
            return done.Contains(status);
        },
        TimeSpan.FromSeconds(40));

    private static async Task<Answer> Question(string question, Task<Reply> asked, Func<Reply, bool> isNew, int changed = 200)
    {
        try
        {
            var reply = await asked;
            return new Answer(question, reply.Status, reply.Status == changed && (changed != 200 || isNew(reply)), reply.Status >= 500, reply.Text);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return new Answer(question, 0, false, true, e.Message);
        }
    }

    /// <param name="Question">What was asked.</param>
    /// <param name="Status">Of the answer; 0 for none.</param>
    /// <param name="IsChanged">Whether it shows what is acknowledged now.</param>
    /// <param name="IsFault">Whether it shows nothing.</param>
    /// <param name="Text">The answer.</param>
    internal sealed record Answer(string Question, int Status, bool IsChanged, bool IsFault, string Text);
}
