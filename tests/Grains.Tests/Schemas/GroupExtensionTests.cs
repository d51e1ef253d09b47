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
public abstract class GroupExtensionTests(SharedCluster shared) : SchemaTests(shared)
{
    private const string Urn = "urn:example:acme:2.0:Group";

    [Fact]
    public async Task what_one_silo_acknowledged_the_other_decides_by()
    {
        for (var i = 0; i < Rounds; i++)
        {
            var before = (await CreateAt(B, $"before{i}")).Value();
            (before.Extensions, before.SchemasVersion).ShouldBe((null, 0), "nobody knows the extension");
            (await Schemas(0).Add(Environment, Draft())).Value();
            var group = (await CreateAt(B, $"after{i}")).Value();
            group.Text(Urn).ShouldBe("""{"badge":"7"}""", $"round {i}");
            group.SchemasVersion.ShouldBeGreaterThan(0);
            (await A.GetGroup(group.Id)).Value().ShouldSatisfyAllConditions(g => g.Text(Urn).ShouldBe("""{"badge":"7"}"""), g => g.SchemasVersion.ShouldBe(group.SchemasVersion));
            (await B.ListGroups($"{Urn}:badge eq \"7\"")).Value().Items.ShouldHaveSingleItem().SchemasVersion.ShouldBe(group.SchemasVersion);
            var found = (await Everything($"{Urn}:badge eq \"7\"")).Items.ShouldHaveSingleItem().Group.ShouldNotBeNull();
            (found.Id, found.SchemasVersion).ShouldBe((group.Id, group.SchemasVersion));
            (await Schemas(0).Remove(Environment, Urn)).ShouldBeRefused(Refusals.SchemaInUse);
            (await B.PatchGroup(group.Id, $$"""{"op":"remove","path":"{{Urn}}"}""")).Value().Extensions.ShouldBeNull();
            (await Schemas(0).Remove(Environment, Urn)).Value();
            (await B.ListGroups($"{Urn}:badge eq \"7\"")).ShouldBeRefused(Refusals.FilterAttribute);
        }
    }

    [Fact]
    public async Task of_a_removal_and_the_first_data_one_wins()
    {
        for (var i = 0; i < Rounds; i++)
        {
            (await Schemas(0).Add(Environment, Draft())).Value();
            var old = (await B.CreateGroup($"old{i}")).Value();
            var created = CreateAt(B, $"g{i}");
            var patched = B.PatchGroup(old.Id, $$"""{"op":"add","path":"{{Urn}}:badge","value":"7"}""");
            var removed = Schemas(0).Remove(Environment, Urn);
            await Task.WhenAll(created, patched, removed);

            var groups = new[] { (await A.GetGroup((await created).Value().Id)).Value(), (await A.GetGroup(old.Id)).Value() };
            groups.Any(group => group.Text(Urn) is not null).ShouldBe((await removed).IsRefused, $"round {i}: data stays exactly if its schema does");
            foreach (var group in groups)
            {
                (await A.DeleteGroup(group.Id)).Value();
            }

            await Schemas(0).Remove(Environment, Urn);
        }
    }

    [Fact]
    public async Task G13_changes_of_data_lose_no_member_and_changes_of_members_no_data()
    {
        (await Schemas(0).Add(Environment, Draft())).Value();
        var group = (await CreateAt(A, "Eng")).Value();
        var users = await Task.WhenAll(Enumerable.Range(0, Rounds).Select(async i => (await A.CreateUser($"u{i}")).Value().Id));

        await Task.WhenAll(users.Select((user, i) => Task.WhenAll(
            (i % 2 == 0 ? A : B).Add(group.Id, user),
            (i % 2 == 0 ? B : A).PatchGroup(group.Id, $$"""{"op":"add","path":"{{Urn}}:x{{i % 4}}","value":"{{i}}"}"""))));

        (await B.MemberIds(group.Id)).Order().ShouldBe(users.Order());
        var after = (await A.GetGroup(group.Id)).Value();
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
        var group = (await CreateAt(A, "Eng")).Value();
        var stale = Guid.CreateVersion7();
        var data = $$"""{"op":"replace","path":"{{Urn}}:badge","value":"8"}""";

        (await B.PatchGroup(group.Id, $$"""{{data}},{"op":"add","path":"members","value":[{"value":"{{stale}}"}]}""")).ShouldBeRefused(Refusals.StaleMember);
        (await B.PatchGroup(group.Id, $$"""{"op":"add","path":"members","value":[{"value":"ann"}]},{"op":"add","path":"{{Urn}}:nothing","value":"8"}""")).ShouldBeRefused(Refusals.PathAttribute);
        (await A.GetGroup(group.Id)).Value().ShouldSatisfyAllConditions(g => g.Version.ShouldBe(group.Version), g => g.Text(Urn).ShouldBe("""{"badge":"7"}"""), g => g.MemberCount.ShouldBe(0));

        var both = (await B.PatchGroup(group.Id, $$"""{{data}},{"op":"add","path":"members","value":[{"value":"ann"}]}""")).Value();
        (both.Version, both.MemberCount, both.Text(Urn)).ShouldBe((group.Version + 1, 1, """{"badge":"8"}"""));
    }

    [Fact]
    public async Task G6_G8_data_is_of_the_tenant_that_wrote_it_and_goes_with_its_release()
    {
        (await Schemas(0).Add(Environment, Draft())).Value();
        var theirs = await B.NewTenant("theirs");
        var group = (await CreateAt(A, "Eng")).Value();
        (await theirs.CreateGroup("Eng")).Value().ShouldSatisfyAllConditions(g => g.Id.ShouldBe(group.Id), g => g.Extensions.ShouldBeNull());
        (await theirs.PatchGroup(group.Id, $$"""{"op":"add","path":"{{Urn}}:badge","value":"9"}""")).Value().Version.ShouldBe(2);
        (await A.GetGroup(group.Id)).Value().ShouldSatisfyAllConditions(g => g.Version.ShouldBe(group.Version), g => g.Text(Urn).ShouldBe("""{"badge":"7"}"""));
        (await theirs.ListGroups($"{Urn}:badge eq \"7\"")).Value().Items.ShouldBeEmpty();

        (await A.DeleteGroup(group.Id)).Value();
        (await B.CreateGroup("Eng")).Value().ShouldSatisfyAllConditions(g => g.Id.ShouldBe(group.Id), g => g.Extensions.ShouldBeNull());
        (await theirs.GetGroup(group.Id)).Value().Text(Urn).ShouldBe("""{"badge":"9"}""");
    }

    [Fact]
    public async Task PUT_clears_what_it_leaves_out()
    {
        (await Schemas(0).Add(Environment, Draft())).Value();
        var group = (await CreateAt(A, "Eng")).Value();

        (await B.ReplaceGroupOf(group.Id, $$"""{"displayName":"Eng","{{Urn}}":{"x1":"1"} }""")).Value().Text(Urn).ShouldBe("""{"x1":"1"}""");
        (await A.ReplaceGroupOf(group.Id, $$"""{"displayName":"Eng","{{Urn}}":{"x1":"1"} }""")).Value().Version.ShouldBe(group.Version + 1, "the same again changes nothing");
        (await B.ReplaceGroup(group.Id, "Eng")).Value().Extensions.ShouldBeNull();
        (await A.GetGroup(group.Id)).Value().Extensions.ShouldBeNull();
    }

    [Fact]
    public async Task a_precondition_holds_with_data_of_an_extension()
    {
        (await Schemas(0).Add(Environment, Draft())).Value();
        var group = (await CreateAt(A, "Eng")).Value();
        var patch = $$"""{"op":"replace","path":"{{Urn}}:badge","value":"8"}""";

        (await B.PatchGroupIf(group.Id, new Precondition("W/\"9\"", null), patch)).ShouldBeRefused(Refusals.PreconditionFailed);
        (await B.PatchGroupIf(group.Id, new Precondition($"W/\"{group.VersionText}\"", null), patch)).Value().Text(Urn).ShouldBe("""{"badge":"8"}""");
    }

    [Fact]
    public async Task a_required_extension_binds_whoever_takes_a_group_up_and_not_a_change_of_members()
    {
        (await Schemas(0).Add(Environment, Draft() with { Required = true })).Value();
        (await B.CreateGroup("Eng")).ShouldBeRefused(Refusals.MissingValue);
        var group = (await CreateAt(B, "Eng")).Value();
        (await A.PatchGroup(group.Id, $$"""{"op":"remove","path":"{{Urn}}"}""")).ShouldBeRefused(Refusals.MissingValue);
        (await A.ReplaceGroup(group.Id, "Eng")).ShouldBeRefused(Refusals.MissingValue);

        // A role that an administrator defines is held by all without a request of theirs.
        (await A.Administration.DefineRole("Auditors")).Value();
        var defined = (await B.ListGroups("displayName eq \"Auditors\"")).Value().Items.ShouldHaveSingleItem();
        defined.Extensions.ShouldBeNull();
        (await B.Add(defined.Id, "ann")).Value().MemberCount.ShouldBe(1);
        (await B.PatchGroup(defined.Id, $$"""{"op":"add","path":"{{Urn}}:badge","value":"1"}""")).Value().Text(Urn).ShouldBe("""{"badge":"1"}""");
    }

    private static ExtensionDraft Draft() => new("Group", false, Encoding.UTF8.GetBytes(
        $$"""{"id":"{{Urn}}","name":"Acme","attributes":[{"name":"badge"},{"name":"x0"},{"name":"x1"},{"name":"x2"},{"name":"x3"}]}"""));

    private static Task<Outcome<GroupResource>> CreateAt(Connection connection, string name) =>
        connection.CreateGroupOf($$"""{"displayName":"{{name}}","{{Urn}}":{"badge":"7"} }""");

    private async Task<Page<FoundResource>> Everything(string filter) =>
        (await Shared.Cluster.Grains(Shared.Cluster.Silos - 1).ResourceDirectory().List(B.Tenant, new ListRequest(filter, 1, 100, false))).Value();
}
