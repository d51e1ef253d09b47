using Scim.Grains.Interfaces.Schemas;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Protocol.Discovery;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Storage.Sql.Tests.Contract;

/// <summary>The extension schemas of an environment, and what is decided by them.</summary>
public abstract partial class ExtensionContract : DirectoryStoreContract
{
    private const string Urn = "urn:example:acme:2.0:User";

    private static readonly Schema Acme = new(Urn, "Acme", "", [new AttributeDefinition { Name = "badge", Type = AttributeType.String }]);

    [Fact]
    public async Task an_environment_begins_without_extensions()
    {
        (await Store.LoadSchemas(Directory.Environment, None)).Value.ShouldBeSameAs(SchemaSet.None);
        (await Store.LoadSchemas(new(Guid.CreateVersion7()), None)).Value.ShouldBeSameAs(SchemaSet.None);
    }

    [Fact]
    public async Task an_extension_is_added_changed_and_removed_and_each_moves_the_set()
    {
        var id = Guid.CreateVersion7();
        await Directory.Do(Put(0, id));
        var added = (await Store.LoadSchemas(Directory.Environment, None)).Value;
        added.Version.ShouldBe(1);
        var extension = added.Extensions.ShouldHaveSingleItem();
        (extension.Id, extension.Urn, extension.ResourceType, extension.Required).ShouldBe((id, Urn, "User", false));
        SchemaDocument.Read(extension.Document).Attributes.ShouldHaveSingleItem().Name.ShouldBe("badge");
        extension.LastModified.ShouldBe(extension.Created);

        await Directory.Do(Put(1, id) with { Required = true, Document = SchemaDocument.Write(new Schema(Urn, "Other", "", Acme.Attributes)) });
        var changed = (await Store.LoadSchemas(Directory.Environment, None)).Value;
        changed.Version.ShouldBe(2);
        changed.Extensions.ShouldHaveSingleItem().Required.ShouldBeTrue();
        changed.Extensions[0].Created.ShouldBe(extension.Created);
        changed.Extensions[0].LastModified.ShouldBeGreaterThan(extension.Created);
        SchemaDocument.Read(changed.Extensions[0].Document).Name.ShouldBe("Other");

        await Directory.Do(new RemoveExtension(Directory.Environment, 2, id, Urn, "User"));
        var removed = (await Store.LoadSchemas(Directory.Environment, None)).Value;
        (removed.Version, removed.Extensions.Length).ShouldBe((3, 0));
        (await Directory.EventKinds()).TakeLast(3).ShouldBe(["schema.added", "schema.changed", "schema.removed"]);
        var events = await Store.ReadEvents(Directory.Environment, 0, 100, None);
        events.Items[^1].ShouldSatisfyAllConditions(e => e.ResourceId.ShouldBe(id), e => e.Detail.ShouldBe($$"""{"schema":"{{Urn}}"}"""));
        Announced().ShouldBe([CopyKey.Schemas(Directory.Environment)]);
        await Restart();
        (await Store.LoadSchemas(Directory.Environment, None)).Value.Version.ShouldBe(3);
    }

    [Fact]
    public async Task extensions_are_in_order_of_their_addition_and_of_their_environment_alone()
    {
        await Directory.Do(Put(0, Guid.CreateVersion7(), "urn:example:b"));
        await Directory.Do(Put(1, Guid.CreateVersion7(), "urn:example:a"));
        var other = await TestDirectory.Create(Store);

        (await Store.LoadSchemas(Directory.Environment, None)).Value.Extensions.Select(e => e.Urn).ShouldBe(["urn:example:b", "urn:example:a"]);
        (await Store.LoadSchemas(other.Environment, None)).Value.ShouldBeSameAs(SchemaSet.None);
        await other.Do(Put(0, Guid.CreateVersion7(), "urn:example:a") with { Environment = other.Environment });
    }

    [Fact]
    public async Task a_change_of_a_set_that_has_moved_is_a_version_mismatch()
    {
        var id = Guid.CreateVersion7();
        await Directory.Do(Put(0, id));

        (await Directory.Try(Put(0, Guid.CreateVersion7(), "urn:example:other"))).ShouldBe(new CommitResult.VersionMismatch(0));
        (await Directory.Try(Put(2, id))).ShouldBe(new CommitResult.VersionMismatch(0));
        (await Directory.Try(new RemoveExtension(Directory.Environment, 0, id, Urn, "User"))).ShouldBe(new CommitResult.VersionMismatch(0));
        var nowhere = Guid.CreateVersion7();
        (await Directory.Try(Put(0, id) with { Environment = new(nowhere) })).ShouldBe(new CommitResult.Missing(0, MissingKind.Environment, nowhere));
        (await Store.LoadSchemas(Directory.Environment, None)).Value.Version.ShouldBe(1);
    }

    [Fact]
    public async Task an_extension_in_use_is_neither_changed_nor_removed()
    {
        var id = Guid.CreateVersion7();
        await Directory.Do(Put(0, id));
        var type = TypeWith(Acme);

        // The URN in a text alone is no use of it.
        await Directory.Do(new CreateUser(Directory.NewUserKey(), Content(type, ("userName", new ScimString("talker")), ("title", new ScimString($"\"{Urn}\""))), false));
        await Directory.Do(Put(1, id) with { OnlyUnused = true });
        var user = Directory.NewUserKey();
        var using1 = Content(type, ("userName", new ScimString("user")), (Urn, new ScimObject([new("badge", new ScimString("x"))])));
        await Directory.Do(new CreateUser(user, using1, false), new RequireSchemas(Directory.Environment, 2));

        (await Directory.Try(Put(2, id) with { OnlyUnused = true })).ShouldBe(new CommitResult.Conflicted(0, ConflictKind.SchemaInUse));
        (await Directory.Try(new RemoveExtension(Directory.Environment, 2, id, Urn, "User"))).ShouldBe(new CommitResult.Conflicted(0, ConflictKind.SchemaInUse));
        await Directory.Do(Put(2, id));

        await Directory.Do(new ChangeUser(user, 1, Content(type, ("userName", new ScimString("user")))));
        await Directory.Do(new RemoveExtension(Directory.Environment, 3, id, Urn, "User"));
    }

    [Fact]
    public async Task a_required_extension_is_not_put_where_users_are()
    {
        var id = Guid.CreateVersion7();
        await Directory.Do(Put(0, id) with { OnlyWithoutResources = true });
        await Directory.CreateUser("someone");

        (await Directory.Try(Put(1, id) with { OnlyWithoutResources = true })).ShouldBe(new CommitResult.Conflicted(0, ConflictKind.ResourcesExist));
    }

    [Fact]
    public async Task a_write_that_was_decided_by_other_schemas_writes_nothing()
    {
        await Directory.Do(Put(0, Guid.CreateVersion7()));
        var user = Directory.NewUserKey();
        var content = Content(TypeWith(Acme), ("userName", new ScimString("user")));

        (await Directory.Try(new CreateUser(user, content, false), new RequireSchemas(Directory.Environment, 2))).ShouldBe(new CommitResult.VersionMismatch(1));
        (await Directory.Try(new CreateUser(user, content, false), new RequireSchemas(Directory.Environment, 0))).ShouldBe(new CommitResult.VersionMismatch(1));
        (await Store.LoadUser(user, None)).Value.ShouldBeNull();
        var made = await Directory.Do(new CreateUser(user, content, false), new RequireSchemas(Directory.Environment, 1));
        made.Results[1].Changed.ShouldBeFalse();
    }

    [Fact]
    public async Task an_environment_that_never_had_an_extension_is_at_version_0() =>
        await Directory.Do(new CreateUser(Directory.NewUserKey(), TestDirectory.Content("user"), false), new RequireSchemas(Directory.Environment, 0));

    [Fact]
    public async Task no_removal_leaves_data_without_a_schema_in_any_order_of_writes()
    {
        var id = Guid.CreateVersion7();
        await Directory.Do(Put(0, id));
        var type = TypeWith(Acme);
        var writes = Enumerable.Range(0, 20).Select(i => Directory.Try(
            new CreateUser(Directory.NewUserKey(), Content(type, ("userName", new ScimString($"u{i}")), (Urn, new ScimObject([new("badge", new ScimString("x"))]))), false),
            new RequireSchemas(Directory.Environment, 1))).ToList();
        var removal = Directory.Try(new RemoveExtension(Directory.Environment, 1, id, Urn, "User"));

        var made = (await Task.WhenAll(writes)).Count(result => result is CommitResult.Committed);
        ((await removal) is CommitResult.Committed).ShouldBe(made == 0, $"{made} users have data");
    }

    private static ResourceType TypeWith(Schema schema) => SchemaCatalog.Core.With(1, [new AddedExtension("User", new SchemaExtension(schema, false))]).User;

    private static UserContent Content(ResourceType type, params (string Name, ScimValue Value)[] attributes)
    {
        var resource = new ScimObject([.. attributes.Select(a => KeyValuePair.Create(a.Name, a.Value))]);
        var name = resource["userName"]!.ToString()!;
        return new UserContent { UserName = name, DisplayName = name, Active = true, Profile = ResourceJson.Write(type, resource), Type = type };
    }

    private PutExtension Put(long version, Guid id, string urn = Urn, string type = "User") => new(
        Directory.Environment, version, id, urn, type, false, SchemaDocument.Write(new Schema(urn, "Acme", "", Acme.Attributes)), false, false);
}
