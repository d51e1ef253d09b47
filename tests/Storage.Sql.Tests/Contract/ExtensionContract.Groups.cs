using System.Text;
using CsCheck;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Sorting;
using Scim.Protocol.Values;
using Scim.Storage.Sql.Tests.Filters;

namespace Scim.Storage.Sql.Tests.Contract;

// A group's data of extensions is the tenant's own (rules G6, G8), written and found with the rest of the group.
public abstract partial class ExtensionContract
{
    private const string GroupUrn = "urn:example:acme:2.0:Group";

    private static readonly ResourceType ExtendedGroup = GroupWith(
        new Schema(GroupUrn, "Acme", "", [new AttributeDefinition { Name = "badge", Type = AttributeType.String }]));

    [Fact]
    public async Task data_of_a_group_is_kept_with_its_other_parts()
    {
        var key = new GroupKey(Directory.Acme, Guid.CreateVersion7());
        var ann = await Directory.CreateUser("ann");
        var made = (await Directory.Do(new TakeUpGroup(key, true, "Eng", "Eng", "x", [ann.Key.Id]) { Extensions = Badge("7") })).Results[0].Group!;
        Text(made).ShouldBe($$$"""{"schemas":["{{{SchemaUrns.Group}}}","{{{GroupUrn}}}"],"{{{GroupUrn}}}":{"badge":"7"}}""");
        await ShouldBeKept(made);

        var changed = (await Directory.Do(new ChangeGroup(key, 1, null, null, null, MemberChange.None) { Extensions = Badge("8") })).Results[0].Group!;
        (changed.Version, changed.ExternalId, changed.MemberCount).ShouldBe((2, "x", 1));
        changed.LastModified.ShouldBeGreaterThan(made.LastModified);
        Text(changed)!.ShouldContain("\"8\"");
        await ShouldBeKept(changed);
        (await Directory.EventKinds())[^1].ShouldBe("group.changed");
        Announced().ShouldContain(CopyKey.Group(key));

        var renamed = (await Directory.Do(TestDirectory.Rename(key, "Other"))).Results[0].Group!;
        var fewer = (await Directory.Do(TestDirectory.Remove(key, ann.Key.Id))).Results[0].Group!;
        (Text(renamed), Text(fewer)).ShouldBe((Text(changed), Text(changed)), "other changes leave it");
        await ShouldBeKept(fewer);
        await Directory.Do(TestDirectory.Add(key, ann.Key.Id));
        await Directory.Do(new DeleteUser(ann.Key, null));
        var left = (await Store.LoadGroup(key, None)).Value!;
        (Text(left), left.MemberCount, left.Version).ShouldBe((Text(changed), 0, 6));
        (await Matches(key.Tenant, $"{GroupUrn}:badge eq \"8\"")).ShouldBe([key.RoleId]);

        var cleared = (await Directory.Do(new ChangeGroup(key, 6, null, null, null, MemberChange.None) { Extensions = new NewExtensions(null, ExtendedGroup) })).Results[0].Group!;
        cleared.Extensions.ShouldBeNull();
        await ShouldBeKept(cleared);
        (await Matches(key.Tenant, $"{GroupUrn}:badge pr")).ShouldBeEmpty();
    }

    [Fact]
    public async Task G12_data_that_is_the_same_moves_no_version_and_what_fails_changes_none()
    {
        var key = await Extended("7");
        var same = await Directory.Do(new ChangeGroup(key, null, null, null, null, MemberChange.None) { Extensions = Badge("7") });
        (same.Results[0].Changed, same.Results[0].Group!.Version).ShouldBe((false, 1));

        var nobody = Guid.CreateVersion7();
        (await Directory.Try(new ChangeGroup(key, null, null, null, null, new MemberChange(false, [nobody], [])) { Extensions = Badge("8") }))
            .ShouldBe(new CommitResult.Missing(0, MissingKind.User, nobody));
        (await Directory.Try(new ChangeGroup(key, 2, null, null, null, MemberChange.None) { Extensions = Badge("8") })).ShouldBe(new CommitResult.VersionMismatch(0));
        (await Directory.Try(
            new ChangeGroup(key, 1, null, null, null, MemberChange.None) { Extensions = Badge("8") }, new RequireSchemas(Directory.Environment, 5)))
            .ShouldBe(new CommitResult.VersionMismatch(1));
        var present = (await Store.LoadGroup(key, None)).Value!;
        (Text(present)!.Contains("\"7\"", StringComparison.Ordinal), present.Version).ShouldBe((true, 1));
        (await Matches(key.Tenant, $"{GroupUrn}:badge eq \"7\"")).ShouldBe([key.RoleId]);
    }

    [Fact]
    public async Task G6_G8_data_is_the_tenants_own_and_goes_with_its_holding()
    {
        var mine = await Extended("7");
        var theirs = new GroupKey(Directory.Default, mine.RoleId);
        (await Directory.Do(new TakeUpGroup(theirs, false, "Eng", "Eng", null, []))).Results[0].Group!.Extensions.ShouldBeNull();
        (await Matches(theirs.Tenant, $"{GroupUrn}:badge pr")).ShouldBeEmpty();
        await Directory.Do(new ChangeGroup(theirs, 1, null, null, null, MemberChange.None) { Extensions = Badge("9") });
        Text((await Store.LoadGroup(mine, None)).Value!)!.ShouldContain("\"7\"");
        (await Matches(theirs.Tenant, $"{GroupUrn}:badge eq \"7\"")).ShouldBeEmpty();

        await Directory.Do(new ReleaseGroup(mine, null));
        (await Directory.Do(new TakeUpGroup(mine, false, "Eng", "Eng", null, []))).Results[0].Group!.Extensions.ShouldBeNull("taken up again it is empty");
        (await Store.LoadGroup(mine, None)).Value!.Extensions.ShouldBeNull();
        (await Matches(mine.Tenant, $"{GroupUrn}:badge pr")).ShouldBeEmpty();
        Text((await Store.LoadGroup(theirs, None)).Value!)!.ShouldContain("\"9\"");

        await Directory.Do(new ReleaseGroup(mine, null));
        Text((await Directory.Do(new TakeUpGroup(mine, false, "Eng", "Eng", null, []) { Extensions = Badge("3") })).Results[0].Group!)!.ShouldContain("\"3\"");
        (await Matches(mine.Tenant, $"{GroupUrn}:badge eq \"3\"")).ShouldBe([mine.RoleId]);
    }

    [Fact]
    public async Task an_extension_of_groups_in_use_is_neither_changed_nor_removed()
    {
        var id = Guid.CreateVersion7();
        await Directory.Do(Put(0, id, GroupUrn, "Group"));

        // Neither is the URN in a text a use of it, nor the data of users.
        var talker = new NewExtensions(ResourceJson.Write(ExtendedGroup, new ScimObject([new(Urn, new ScimObject([new("badge", new ScimString($"\"{GroupUrn}\""))]))])), ExtendedGroup);
        await Directory.Do(new TakeUpGroup(new GroupKey(Directory.Default, Guid.CreateVersion7()), true, "T", "T", null, []) { Extensions = talker });
        await Directory.Do(Put(1, id, GroupUrn, "Group") with { OnlyUnused = true });
        var key = await Extended("7");

        (await Directory.Try(Put(2, id, GroupUrn, "Group") with { OnlyUnused = true })).ShouldBe(new CommitResult.Conflicted(0, ConflictKind.SchemaInUse));
        (await Directory.Try(new RemoveExtension(Directory.Environment, 2, id, GroupUrn, "Group"))).ShouldBe(new CommitResult.Conflicted(0, ConflictKind.SchemaInUse));

        await Directory.Do(new ReleaseGroup(key, null));
        await Directory.Do(new RemoveExtension(Directory.Environment, 2, id, GroupUrn, "Group"));
    }

    [Fact]
    public async Task a_required_extension_of_groups_is_not_put_where_a_tenant_holds_one()
    {
        var id = Guid.CreateVersion7();
        await Directory.CreateUser("someone");
        await Directory.Do(Put(0, id, GroupUrn, "Group") with { OnlyWithoutResources = true });
        var group = await Directory.CreateGroup(Directory.Acme, "G");
        (await Directory.Try(Put(1, id, GroupUrn, "Group") with { OnlyWithoutResources = true })).ShouldBe(new CommitResult.Conflicted(0, ConflictKind.ResourcesExist));

        await Directory.Do(new ReleaseGroup(group.Key, null));
        await Directory.Do(Put(1, id, GroupUrn, "Group") with { OnlyWithoutResources = true });
    }

    [Fact]
    public async Task no_removal_leaves_data_of_groups_without_a_schema_in_any_order_of_writes()
    {
        var id = Guid.CreateVersion7();
        await Directory.Do(Put(0, id, GroupUrn, "Group"));
        var writes = Enumerable.Range(0, 20).Select(i => Directory.Try(
            new TakeUpGroup(new GroupKey(Directory.Acme, Guid.CreateVersion7()), true, $"g{i}", $"g{i}", null, []) { Extensions = Badge("x") },
            new RequireSchemas(Directory.Environment, 1))).ToList();
        var removal = Directory.Try(new RemoveExtension(Directory.Environment, 1, id, GroupUrn, "Group"));

        var made = (await Task.WhenAll(writes)).Count(result => result is CommitResult.Committed);
        ((await removal) is CommitResult.Committed).ShouldBe(made == 0, $"{made} groups have data");
    }

    [Fact]
    public Task groups_are_filtered_and_sorted_by_a_random_extension_as_in_memory() => Worlds.SampleAsync(
        async world =>
        {
            var directory = await TestDirectory.Create(Store);
            var type = GroupWith(world.Schema);
            for (var i = 0; i < world.Data.Length; i++)
            {
                var data = world.Data[i].Attributes.IsEmpty ? null : Data(type, ExtensionWorld.Urn, world.Data[i]);
                await directory.Do(new TakeUpGroup(new GroupKey(directory.Acme, Guid.CreateVersion7()), true, $"g{i}", $"g{i}", null, []) { Extensions = data });
            }

            var all = (await Store.QueryGroups(directory.Acme, new StoreQuery(null, 1, 1000, WithMembers: true), None)).Items;
            foreach (var text in world.Filters.Append($"schemas eq \"{ExtensionWorld.Urn}\"").Append($"schemas ne \"{SchemaUrns.Group}\""))
            {
                var filter = FilterChecker.Check(FilterParser.Parse(text), type);
                var page = await Store.QueryGroups(directory.Acme, new StoreQuery(filter, 1, 1000), None);
                page.Items.Select(Name).ShouldBe(all.Where(group => FilterEvaluator.Matches(filter, FilterWorld.Seen(group))).Select(Name), text);
            }

            var orders = ExtensionWorld.Orders(world.Schema).ToArray();
            foreach (var (order, descending) in orders.Length == 0 ? [] : world.Sorts)
            {
                var by = orders[order % orders.Length];
                var sort = ResourceSort.Parse(by, false, type);
                var sorted = all.Order(Comparer<GroupWithMembers>.Create((l, r) => ResourceOrder.Compare(sort, FilterWorld.Seen(l), FilterWorld.Seen(r)))).Select(Name).ToList();
                sorted = descending ? [.. Enumerable.Reverse(sorted)] : sorted;
                var query = new StoreQuery(null, 1, 1000) { Sort = sort with { Descending = descending }, WithPositions = true };
                var page = await Store.QueryGroups(directory.Acme, query, None);
                page.Items.Select(Name).ShouldBe(sorted, $"{by} {descending}");

                // What a cursor continues from.
                var behind = await Store.QueryGroups(directory.Acme, query with { From = page.Positions[0] }, None);
                behind.Items.Select(Name).ShouldBe(sorted.Skip(1), $"{by} {descending} behind the first");
            }
        },
        iter: 60,
        threads: 1);

    private static ResourceType GroupWith(Schema schema) => SchemaCatalog.Core.With(1, [new AddedExtension("Group", new SchemaExtension(schema, false))]).Group;

    private static NewExtensions Data(ResourceType type, string urn, ScimObject data) => new(ResourceJson.Write(type, new ScimObject([new(urn, data)])), type);

    private static NewExtensions Badge(string badge) => Data(ExtendedGroup, GroupUrn, new ScimObject([new("badge", new ScimString(badge))]));

    private static string? Text(GroupRow group) => group.Extensions is { } data ? Encoding.UTF8.GetString(data) : null;

    private static string Name(GroupWithMembers group) => group.Group.DisplayName;

    private async Task<GroupKey> Extended(string badge)
    {
        var key = new GroupKey(Directory.Acme, Guid.CreateVersion7());
        await Directory.Do(new TakeUpGroup(key, true, "Eng", "Eng", null, []) { Extensions = Badge(badge) });
        return key;
    }

    private async Task<Guid[]> Matches(TenantKey tenant, string filter)
    {
        var page = await Store.QueryGroups(tenant, new StoreQuery(FilterChecker.Check(FilterParser.Parse(filter), ExtendedGroup), 1, 100), None);
        return [.. page.Items.Select(group => group.Group.Key.RoleId)];
    }

    /// <summary>Every way to read the group gives the same data.</summary>
    private async Task ShouldBeKept(GroupRow group)
    {
        var key = group.Key;
        var read = new[]
        {
            (await Store.LoadGroup(key, None)).Value!,
            (await Store.LoadMembers(key, None)).Value!.Group,
            (await Store.LoadTakeUp(key.Tenant, group.RoleKey, None)).Value.Held!,
            (await Store.QueryGroups(key.Tenant, new StoreQuery(null, 1, 10), None)).Items[0].Group,
            (await Store.QueryGroups(key.Tenant, new StoreQuery(null, 1, 10, WithMembers: true) { WithPositions = true }, None)).Items[0].Group,
        };
        read.Select(Text).ShouldAllBe(data => data == Text(group));
        read.ShouldAllBe(row => row.Version == group.Version);
    }
}
