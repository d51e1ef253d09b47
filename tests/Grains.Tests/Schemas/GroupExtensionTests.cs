using System.Text;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Queries;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Schemas;
using Scim.Grains.Tests.TestKit;
using Scim.Protocol.Errors;

namespace Scim.Grains.Tests.Schemas;

[Collection(OneSiloCollection.Name)]
public sealed class GroupExtensionsOnOneSilo(OneSilo shared) : GroupExtensionTests(shared);

[Collection(TwoSilosCollection.Name)]
public sealed class GroupExtensionsOnTwoSilos(TwoSilos shared) : GroupExtensionTests(shared);

/// <summary>A tenant's data of an extension for a group follows what was acknowledged about schemas, on every silo, and changes with the group as one.</summary>
public abstract class GroupExtensionTests(SharedCluster shared) : IAsyncLifetime
{
    private const string Urn = "urn:example:acme:2.0:Group";
    private const int Rounds = 20;

    private Connection _a = null!;
    private Connection _b = null!;

    private EnvironmentKey Environment => _a.Environment;

    public async Task InitializeAsync()
    {
        var environment = await shared.Cluster.NewEnvironment();
        _a = shared.Cluster.Connect(environment, silo: 0);
        _b = shared.Cluster.Connect(environment, silo: shared.Cluster.Silos - 1);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task what_one_silo_acknowledged_the_other_decides_by()
    {
        for (var i = 0; i < Rounds; i++)
        {
            var before = (await CreateAt(_b, $"before{i}")).Value();
            (before.Extensions, before.SchemasVersion).ShouldBe((null, 0), "nobody knows the extension");
            (await Schemas(0).Add(Environment, Draft())).Value();
            var group = (await CreateAt(_b, $"after{i}")).Value();
            group.Text(Urn).ShouldBe("""{"badge":"7"}""", $"round {i}");
            group.SchemasVersion.ShouldBeGreaterThan(0);
            (await _a.GetGroup(group.Id)).Value().ShouldSatisfyAllConditions(g => g.Text(Urn).ShouldBe("""{"badge":"7"}"""), g => g.SchemasVersion.ShouldBe(group.SchemasVersion));
            (await _b.ListGroups($"{Urn}:badge eq \"7\"")).Value().Items.ShouldHaveSingleItem().SchemasVersion.ShouldBe(group.SchemasVersion);
            var found = (await Everything($"{Urn}:badge eq \"7\"")).Items.ShouldHaveSingleItem().Group.ShouldNotBeNull();
            (found.Id, found.SchemasVersion).ShouldBe((group.Id, group.SchemasVersion));
            (await Schemas(0).Remove(Environment, Urn)).ShouldBeRefused(Refusals.SchemaInUse);
            (await _b.PatchGroup(group.Id, $$"""{"op":"remove","path":"{{Urn}}"}""")).Value().Extensions.ShouldBeNull();
            (await Schemas(0).Remove(Environment, Urn)).Value();
            (await _b.ListGroups($"{Urn}:badge eq \"7\"")).ShouldBeRefused(Refusals.FilterAttribute);
        }
    }

    [Fact]
    public async Task of_a_removal_and_the_first_data_one_wins()
    {
        for (var i = 0; i < Rounds; i++)
        {
            (await Schemas(0).Add(Environment, Draft())).Value();
            var old = (await _b.CreateGroup($"old{i}")).Value();
            var created = CreateAt(_b, $"g{i}");
            var patched = _b.PatchGroup(old.Id, $$"""{"op":"add","path":"{{Urn}}:badge","value":"7"}""");
            var removed = Schemas(0).Remove(Environment, Urn);
            await Task.WhenAll(created, patched, removed);

            var groups = new[] { (await _a.GetGroup((await created).Value().Id)).Value(), (await _a.GetGroup(old.Id)).Value() };
            groups.Any(group => group.Text(Urn) is not null).ShouldBe((await removed).IsRefused, $"round {i}: data stays exactly if its schema does");
            foreach (var group in groups)
            {
                (await _a.DeleteGroup(group.Id)).Value();
            }

            await Schemas(0).Remove(Environment, Urn);
        }
    }

    [Fact]
    public async Task G13_changes_of_data_lose_no_member_and_changes_of_members_no_data()
    {
        (await Schemas(0).Add(Environment, Draft())).Value();
        var group = (await CreateAt(_a, "Eng")).Value();
        var users = await Task.WhenAll(Enumerable.Range(0, Rounds).Select(async i => (await _a.CreateUser($"u{i}")).Value().Id));

        await Task.WhenAll(users.Select((user, i) => Task.WhenAll(
            (i % 2 == 0 ? _a : _b).Add(group.Id, user),
            (i % 2 == 0 ? _b : _a).PatchGroup(group.Id, $$"""{"op":"add","path":"{{Urn}}:x{{i % 4}}","value":"{{i}}"}"""))));

        (await _b.MemberIds(group.Id)).Order().ShouldBe(users.Order());
        var after = (await _a.GetGroup(group.Id)).Value();
        after.Version.ShouldBe(group.Version + (2 * Rounds));
        foreach (var name in (string[])["\"badge\":\"7\"", "\"x0\"", "\"x1\"", "\"x2\"", "\"x3\""])
        {
            after.Text(Urn)!.ShouldContain(name);
        }
    }

    [Fact]
    public async Task G12_data_and_members_change_together_or_not_at_all()
    {
        (await Schemas(0).Add(Environment, Draft())).Value();
        var group = (await CreateAt(_a, "Eng")).Value();
        var stale = Guid.CreateVersion7();
        var data = $$"""{"op":"replace","path":"{{Urn}}:badge","value":"8"}""";

        (await _b.PatchGroup(group.Id, $$"""{{data}},{"op":"add","path":"members","value":[{"value":"{{stale}}"}]}""")).ShouldBeRefused(Refusals.StaleMember);
        (await _b.PatchGroup(group.Id, $$"""{"op":"add","path":"members","value":[{"value":"ann"}]},{"op":"add","path":"{{Urn}}:nothing","value":"8"}""")).ShouldBeRefused(Refusals.PathAttribute);
        (await _a.GetGroup(group.Id)).Value().ShouldSatisfyAllConditions(g => g.Version.ShouldBe(group.Version), g => g.Text(Urn).ShouldBe("""{"badge":"7"}"""), g => g.MemberCount.ShouldBe(0));

        var both = (await _b.PatchGroup(group.Id, $$"""{{data}},{"op":"add","path":"members","value":[{"value":"ann"}]}""")).Value();
        (both.Version, both.MemberCount, both.Text(Urn)).ShouldBe((group.Version + 1, 1, """{"badge":"8"}"""));
    }

    [Fact]
    public async Task G6_G8_data_is_of_the_tenant_that_wrote_it_and_goes_with_its_release()
    {
        (await Schemas(0).Add(Environment, Draft())).Value();
        var theirs = await _b.NewTenant("theirs");
        var group = (await CreateAt(_a, "Eng")).Value();
        (await theirs.CreateGroup("Eng")).Value().ShouldSatisfyAllConditions(g => g.Id.ShouldBe(group.Id), g => g.Extensions.ShouldBeNull());
        (await theirs.PatchGroup(group.Id, $$"""{"op":"add","path":"{{Urn}}:badge","value":"9"}""")).Value().Version.ShouldBe(2);
        (await _a.GetGroup(group.Id)).Value().ShouldSatisfyAllConditions(g => g.Version.ShouldBe(group.Version), g => g.Text(Urn).ShouldBe("""{"badge":"7"}"""));
        (await theirs.ListGroups($"{Urn}:badge eq \"7\"")).Value().Items.ShouldBeEmpty();

        (await _a.DeleteGroup(group.Id)).Value();
        (await _b.CreateGroup("Eng")).Value().ShouldSatisfyAllConditions(g => g.Id.ShouldBe(group.Id), g => g.Extensions.ShouldBeNull());
        (await theirs.GetGroup(group.Id)).Value().Text(Urn).ShouldBe("""{"badge":"9"}""");
    }

    [Fact]
    public async Task PUT_clears_what_it_leaves_out()
    {
        (await Schemas(0).Add(Environment, Draft())).Value();
        var group = (await CreateAt(_a, "Eng")).Value();

        (await _b.ReplaceGroupOf(group.Id, $$"""{"displayName":"Eng","{{Urn}}":{"x1":"1"} }""")).Value().Text(Urn).ShouldBe("""{"x1":"1"}""");
        (await _a.ReplaceGroupOf(group.Id, $$"""{"displayName":"Eng","{{Urn}}":{"x1":"1"} }""")).Value().Version.ShouldBe(group.Version + 1, "the same again changes nothing");
        (await _b.ReplaceGroup(group.Id, "Eng")).Value().Extensions.ShouldBeNull();
        (await _a.GetGroup(group.Id)).Value().Extensions.ShouldBeNull();
    }

    [Fact]
    public async Task a_precondition_holds_with_data_of_an_extension()
    {
        (await Schemas(0).Add(Environment, Draft())).Value();
        var group = (await CreateAt(_a, "Eng")).Value();
        var patch = $$"""{"op":"replace","path":"{{Urn}}:badge","value":"8"}""";

        (await _b.PatchGroupIf(group.Id, new Precondition("W/\"9\"", null), patch)).ShouldBeRefused(Refusals.PreconditionFailed);
        (await _b.PatchGroupIf(group.Id, new Precondition($"W/\"{group.VersionText}\"", null), patch)).Value().Text(Urn).ShouldBe("""{"badge":"8"}""");
    }

    [Fact]
    public async Task a_required_extension_binds_whoever_takes_a_group_up_and_not_a_change_of_members()
    {
        (await Schemas(0).Add(Environment, Draft() with { Required = true })).Value();
        (await _b.CreateGroup("Eng")).ShouldBeRefused(Refusals.MissingValue);
        var group = (await CreateAt(_b, "Eng")).Value();
        (await _a.PatchGroup(group.Id, $$"""{"op":"remove","path":"{{Urn}}"}""")).ShouldBeRefused(Refusals.MissingValue);
        (await _a.ReplaceGroup(group.Id, "Eng")).ShouldBeRefused(Refusals.MissingValue);

        // A role that an administrator defines is held by all without a request of theirs.
        (await _a.Administration.DefineRole("Auditors")).Value();
        var defined = (await _b.ListGroups("displayName eq \"Auditors\"")).Value().Items.ShouldHaveSingleItem();
        defined.Extensions.ShouldBeNull();
        (await _b.Add(defined.Id, "ann")).Value().MemberCount.ShouldBe(1);
        (await _b.PatchGroup(defined.Id, $$"""{"op":"add","path":"{{Urn}}:badge","value":"1"}""")).Value().Text(Urn).ShouldBe("""{"badge":"1"}""");
    }

    private static ExtensionDraft Draft() => new("Group", false, Encoding.UTF8.GetBytes(
        $$"""{"id":"{{Urn}}","name":"Acme","attributes":[{"name":"badge"},{"name":"x0"},{"name":"x1"},{"name":"x2"},{"name":"x3"}]}"""));

    private static Task<Outcome<GroupResource>> CreateAt(Connection connection, string name) =>
        connection.CreateGroupOf($$"""{"displayName":"{{name}}","{{Urn}}":{"badge":"7"} }""");

    private async Task<Page<FoundResource>> Everything(string filter) =>
        (await shared.Cluster.Grains(shared.Cluster.Silos - 1).ResourceDirectory().List(_b.Tenant, new ListRequest(filter, 1, 100, false))).Value();

    private IExtensionSchemaGrain Schemas(int silo) => shared.Cluster.Grains(silo).ExtensionSchemas();
}
