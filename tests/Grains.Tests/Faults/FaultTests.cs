using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Scim.Grains.Coherence;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Schemas;
using Scim.Grains.Storage;
using Scim.Grains.Tests.TestKit;
using Scim.Protocol.Errors;

namespace Scim.Grains.Tests.Faults;

/// <summary>
/// Every operation, with a store that fails at the first, second, third … call, before or after it was carried out: nothing is half applied,
/// nothing acknowledged is lost, no copy is old afterwards, and repeating the request brings about what it wanted once.
/// </summary>
public sealed class FaultTests(FailingSilo silo) : IClassFixture<FailingSilo>
{
    private const int MostCalls = 40;
    private const string Extension = "urn:example:acme:2.0:Group";
    private readonly Interception _store = silo.Store;
    private readonly DirectoryCluster _cluster = silo.Cluster;

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (var operation in Operations.Keys)
            {
                cases.Add(operation, false);
                cases.Add(operation, true);
            }

            return cases;
        }
    }

    private static Dictionary<string, Func<Scene, Task<Refused?>>> Operations { get; } = new()
    {
        ["create a user"] = async s => (await s.Client.CreateUser("new", externalId: "n-1")).Refusal,
        ["create a user that is refused"] = async s => (await s.Client.CreateUser("ANN")).Refusal,
        ["adopt a provisional user"] = async s => (await s.Client.CreateUser("provisional", externalId: "p-1", more: ""","title":"x" """)).Refusal,
        ["patch profile and externalId"] = async s =>
            (await s.Client.PatchUser(s.Ann, """{"op":"replace","value":{"title":"new","displayName":"Ann","externalId":"a-2"}}""")).Refusal,
        ["deactivate"] = async s => (await s.Client.PatchUser(s.Ann, """{"op":"replace","path":"active","value":false}""")).Refusal,
        ["replace a user"] = async s => (await s.Client.ReplaceUser(s.Ann, """{"userName":"ann2"}""")).Refusal,
        ["delete a user"] = async s => (await s.Client.DeleteUser(s.Ann)).Refusal,
        ["create a group"] = async s => (await s.Client.CreateGroup("New", "g-1", s.Ann.ToString(), "brand-new", "ben")).Refusal,
        ["take up a role"] = async s => (await s.Client.Through("acme").CreateGroup("Eng", members: [s.Ben.ToString()])).Refusal,
        ["add a member"] = async s => (await s.Client.Add(s.Eng, s.Ben)).Refusal,
        ["add a member by name"] = async s => (await s.Client.Add(s.Eng, "ben")).Refusal,
        ["add an unknown name"] = async s => (await s.Client.Add(s.Eng, "brand-new")).Refusal,
        ["remove a member"] = async s => (await s.Client.Remove(s.Eng, s.Ann)).Refusal,
        ["patch name and members"] = async s => (await s.Client.PatchGroup(s.Eng, $$"""
            {"op":"replace","path":"displayName","value":"Engineering"},
            {"op":"add","path":"members","value":[{"value":"{{s.Ben}}"},{"value":"brand-new"}]},
            {"op":"remove","path":"members[value eq \"{{s.Ann}}\"]"}
            """)).Refusal,
        ["replace a group"] = async s => (await s.Client.ReplaceGroup(s.Eng, "Engineering", "g-2", s.Ben.ToString(), "brand-new")).Refusal,
        ["take up a role with data of an extension"] = async s =>
            (await s.Client.Through("acme").CreateGroupOf($$"""{"displayName":"Eng","members":[{"value":"brand-new"}],"{{Extension}}":{"badge":"9"} }""")).Refusal,
        ["patch data of an extension and members"] = async s => (await s.Client.PatchGroup(s.Eng, $$"""
            {"op":"replace","path":"{{Extension}}:badge","value":"8"},
            {"op":"add","path":"members","value":[{"value":"{{s.Ben}}"},{"value":"brand-new"}]}
            """)).Refusal,
        ["delete a group"] = async s => (await s.Client.DeleteGroup(s.Eng)).Refusal,
        ["define a role"] = async s => (await s.Client.Administration.DefineRole("Auditors")).Refusal,
        ["create a tenant"] = async s => (await s.Client.Administration.CreateTenant("other", "Other")).Refusal,
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task a_store_that_fails_at_any_call_leaves_all_or_nothing(string operation, bool afterCommit)
    {
        var healthy = await Arrange();
        var before = await Describe(healthy);
        await Operations[operation](healthy);
        var applied = await Describe(healthy);

        for (var call = 1; call <= MostCalls; call++)
        {
            var scene = await Arrange();
            (await Describe(scene)).ShouldBe(before);
            _store.FailAt(call, afterCommit);
            var acknowledged = await Attempt(operation, scene);
            _store.Heal();

            var seen = await Describe(scene);
            ForgetCopies();
            var stored = await Describe(scene);
            seen.ShouldBe(stored, $"a copy is old (call {call})");
            if (acknowledged)
            {
                stored.ShouldBe(applied, $"acknowledged and lost (call {call})");
            }
            else
            {
                stored.ShouldBeOneOf(before, applied);
            }

            if (!_store.Failed)
            {
                call.ShouldBeGreaterThan(1, "no call failed");
                return;
            }

            await Operations[operation](scene);
            (await Describe(scene)).ShouldBe(applied, $"repeated after a fault at call {call}");
        }

        throw new InvalidOperationException($"'{operation}' makes more than {MostCalls} calls.");
    }

    private async Task<bool> Attempt(string operation, Scene scene)
    {
        try
        {
            var refusal = await Operations[operation](scene);
            return refusal?.Id != Refusals.Unavailable.Id;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private async Task<Scene> Arrange()
    {
        var client = _cluster.Connect(await _cluster.NewEnvironment());
        var acme = await client.NewTenant("acme");
        var ann = (await client.CreateUser("ann", externalId: "a-1", more: ""","title":"old" """)).Value().Id;
        var ben = (await client.CreateUser("ben")).Value().Id;
        var schema = Encoding.UTF8.GetBytes($$"""{"id":"{{Extension}}","name":"Acme","attributes":[{"name":"badge"}]}""");
        (await _cluster.Grains(0).ExtensionSchemas().Add(client.Environment, new ExtensionDraft("Group", false, schema))).Value();
        var eng = (await client.CreateGroupOf(
            $$"""{"displayName":"Eng","externalId":"g-1","members":[{"value":"{{ann}}"}],"{{Extension}}":{"badge":"7"} }""")).Value().Id;
        (await client.CreateGroup("Ops", members: ["provisional"])).Value();
        (await acme.CreateGroup("Ops", members: [ann.ToString()])).Value();
        return new Scene(client, ann, ben, eng);
    }

    /// <summary>All that a tenant can see, without the ids, which differ from one environment to the next.</summary>
    private static async Task<string> Describe(Scene scene)
    {
        var text = new StringBuilder();
        var tenants = (await scene.Client.Administration.ListTenants(0, 100)).Value().Items;
        foreach (var tenant in tenants.OrderBy(t => t.Key))
        {
            text.AppendLine($"tenant {tenant.Key}");
            var client = scene.Client.Through(tenant.Key);
            foreach (var listed in (await client.ListUsers()).Value().Items.OrderBy(u => u.Text("userName")))
            {
                var user = (await client.GetUser(listed.Id)).Value();
                var roles = (await client.Roles(listed.Id)).Value();
                text.AppendLine(
                    $"  user {Encoding.UTF8.GetString(user.Profile)} {user.ExternalId} v{user.ProfileVersion}.{user.LinkVersion} in {string.Join(',', user.Groups.Select(g => g.DisplayName).Order())}"
                    + $" may {string.Join(',', roles.Roles.Select(r => r.Key).Order())}");
                user.Profile.ShouldBe(listed.Profile);
                user.Groups.Select(g => g.DisplayName).Order().ShouldBe(listed.Groups.Select(g => g.DisplayName).Order());
            }

            foreach (var listed in (await client.ListGroups()).Value().Items.OrderBy(g => g.DisplayName))
            {
                var group = (await client.GetGroup(listed.Id)).Value();
                text.AppendLine(
                    $"  group {group.DisplayName} {group.ExternalId} v{group.Version} of {string.Join(',', group.Members!.Names().Order())} with {group.Text(Extension)}");
                group.Text(Extension).ShouldBe(listed.Text(Extension));
                (group.DisplayName, group.Version, group.MemberCount).ShouldBe((listed.DisplayName, listed.Version, listed.MemberCount));
            }
        }

        return text.ToString();
    }

    private void ForgetCopies() => _cluster.Services(0).GetRequiredService<CommittedCopies>().Clear();

    private sealed record Scene(Connection Client, Guid Ann, Guid Ben, Guid Eng);
}
