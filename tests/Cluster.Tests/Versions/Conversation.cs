using System.Text.Json;
using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;

namespace Scim.Cluster.Tests.Versions;

/// <summary>What a client does with users, groups, members and tokens, one request through one node, the next through another: each must see and understand what the other did.</summary>
internal sealed class Conversation(TestCluster cluster, int one, int other)
{
    private const string Environment = "/projects/default/environments/dev";
    private readonly Caller _one = cluster.Tenant(one);
    private readonly Caller _other = cluster.Tenant(other);

    /// <summary>Every ordered pair of nodes once, then all nodes at the same group.</summary>
    public static async Task Everyone(TestCluster cluster)
    {
        var nodes = cluster.Nodes.Count;
        for (var one = 0; one < nodes; one++)
        {
            for (var other = 0; other < nodes; other++)
            {
                if (one != other)
                {
                    var conversation = new Conversation(cluster, one, other);
                    await conversation.OfUsers();
                    await conversation.OfGroups();
                    await conversation.OfTokens();
                }
            }
        }

        await Crowd(cluster);
    }

    private async Task OfUsers()
    {
        var userName = ClusterFixture.Fresh("user");
        var user = (await _one.Post("/Users", new { userName, title = "created", externalId = $"x-{userName}", emails = new[] { new { value = $"{userName}@example.com", type = "work" } } })).Expect(201).Id;
        (await _other.Post("/Users", new { userName })).ExpectScimError(409);
        (await TitleOf(_other, user)).ShouldBe("created");

        (await _other.Patch($"/Users/{user}", new { op = "replace", path = "title", value = "patched" })).Expect(200);
        (await TitleOf(_one, user)).ShouldBe("patched");
        (await _one.Put($"/Users/{user}", new { userName, title = "put", externalId = $"y-{userName}" })).Expect(200);
        (await TitleOf(_other, user)).ShouldBe("put");
        foreach (var filter in new[] { $"userName eq \"{userName}\"", $"externalId eq \"y-{userName}\"", $"title eq \"put\" and userName sw \"{userName}\"" })
        {
            (await _other.Get("/Users?filter=" + Uri.EscapeDataString(filter))).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(1, filter);
        }

        (await _other.Delete($"/Users/{user}")).Expect(204);
        (await _one.Get($"/Users/{user}")).ExpectScimError(404);
        (await _one.Post("/Users", new { userName })).Expect(201);
    }

    private async Task OfGroups()
    {
        var first = (await _one.Post("/Users", new { userName = ClusterFixture.Fresh("first") })).Expect(201).Id;
        var second = (await _other.Post("/Users", new { userName = ClusterFixture.Fresh("second") })).Expect(201).Id;
        var name = ClusterFixture.Fresh("Crew");
        var group = (await _one.Post("/Groups", new { displayName = name, members = new[] { new { value = first } } })).Expect(201).Id;
        (await _other.Post("/Groups", new { displayName = name })).ExpectScimError(409);

        (await _other.Patch($"/Groups/{group}", new { op = "add", path = "members", value = new[] { new { value = second } } })).Expect(200);
        (await MembersOf(_one, group)).ShouldBe([first, second], ignoreOrder: true);
        (await _one.Get($"/Users/{second}")).Expect(200).Json.GetProperty("groups")[0].GetProperty("value").GetString().ShouldBe(group);
        (await RolesOf(one, second)).ShouldContain(name);

        (await _one.Patch($"/Users/{second}", new { op = "replace", path = "active", value = false })).Expect(200);
        (await RolesOf(other, second)).ShouldNotContain(name);
        (await _other.Patch($"/Groups/{group}", new { op = "remove", path = $"members[value eq \"{first}\"]" })).Expect(200);
        (await MembersOf(_one, group)).ShouldBe([second]);
        (await _one.Put($"/Groups/{group}", new { displayName = name + "-anew", members = new[] { new { value = first }, new { value = second } } })).Expect(200);
        (await _other.Get($"/Groups/{group}")).Expect(200).Json.GetProperty("displayName").GetString().ShouldBe(name + "-anew");
        (await MembersOf(_other, group)).ShouldBe([first, second], ignoreOrder: true);

        (await _one.Delete($"/Users/{first}")).Expect(204);
        (await MembersOf(_other, group)).ShouldBe([second]);
        (await _other.Delete($"/Groups/{group}")).Expect(204);
        (await _one.Get($"/Groups/{group}")).ExpectScimError(404);
    }

    private async Task OfTokens()
    {
        var tenant = ClusterFixture.Fresh("tenant");
        (await cluster.Administration(one).Post($"{Environment}/tenants", new { key = tenant, name = tenant })).Expect(201);
        var issued = (await cluster.Administration(other).Post($"{Environment}/tokens", new { tenant, description = "of one tenant" })).Expect(201);
        var caller = cluster.Tenant(one, tenant).With(issued.Json.GetProperty("token").GetString());
        (await caller.Get("/Users?count=0")).Expect(200);
        (await _one.With(caller.Token).Get("/Users?count=0")).ExpectScimError(403);

        (await cluster.Administration(other).Delete($"{Environment}/tokens/{issued.Id}")).Expect(204);
        await Eventually.Holds("a token that another node has revoked is refused", async () => (await caller.Get("/Users?count=0")).Status == 401);
    }

    private static async Task Crowd(TestCluster cluster)
    {
        const int Members = 60;
        var nodes = cluster.Nodes.Count;
        var prefix = ClusterFixture.Fresh("member");
        var group = (await cluster.Tenant(0).Post("/Groups", new { displayName = ClusterFixture.Fresh("Crowd") })).Expect(201).Id;
        var users = await Task.WhenAll(Enumerable.Range(0, Members).Select(async i => (await cluster.Tenant(i % nodes).Post("/Users", new { userName = $"{prefix}-{i}" })).Expect(201).Id));
        await Task.WhenAll(users.Select(async (user, i) =>
            (await cluster.Tenant((i + 1) % nodes).Patch($"/Groups/{group}", new { op = "add", path = "members", value = new[] { new { value = user } } })).Expect(200)));
        for (var node = 0; node < nodes; node++)
        {
            (await MembersOf(cluster.Tenant(node), group)).ShouldBe(users, ignoreOrder: true);
        }
    }

    private async Task<string> RolesOf(int node, string user) => (await cluster.Administration(node).Get($"{Environment}/tenants/default/users/{user}/roles")).Expect(200).Text;

    private static async Task<string?> TitleOf(Caller node, string user) => (await node.Get($"/Users/{user}")).Expect(200).Json.GetProperty("title").GetString();

    private static async Task<IReadOnlyList<string>> MembersOf(Caller node, string group)
    {
        var members = (await node.Get($"/Groups/{group}")).Expect(200).Json.GetProperty("members");
        return [.. members.EnumerateArray().Select((JsonElement member) => member.GetProperty("value").GetString()!)];
    }
}
