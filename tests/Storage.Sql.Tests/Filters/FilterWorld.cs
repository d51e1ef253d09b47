using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;
using Scim.Storage.Sql.Tests.Contract;

namespace Scim.Storage.Sql.Tests.Filters;

/// <summary>Random users, links, groups and members in two tenants, and what a client sees of them.</summary>
internal static class FilterWorld
{
    /// <summary>Few values, so that filters hit; with letters whose case is a trap, and the wildcards of LIKE.</summary>
    public static readonly Gen<string> Text = Gen.OneOf(
        "a", "A", "ab", "aB", "b", "é", "É", "İ", "ı", "ſ", "s", "K", "k", "\u212a", "😀", "\ue000", "\uffff", "%", "_", "a%", "\\", "\"", "'", "work", "Work", "home", "ẞ", "ß");

    private static readonly Gen<ScimValue> AnyText = Gen.Frequency((9, Text), (1, Gen.Const(""))).Select(text => (ScimValue)new ScimString(text));

    private static readonly Gen<ScimValue> Flag = Gen.Bool.Select(flag => (ScimValue)ScimBoolean.Of(flag));

    private static readonly Gen<ScimObject> Element = Object(("value", AnyText), ("type", AnyText), ("display", AnyText), ("primary", Flag));

    private static readonly Gen<ScimValue> Elements = Element.Array[1, 3].Select(items => (ScimValue)new ScimArray([.. items]));

    private static readonly Gen<ScimObject> Profile = Object(
        ("displayName", AnyText),
        ("name", Object(("givenName", AnyText), ("familyName", AnyText)).Select(name => (ScimValue)name)),
        ("title", AnyText),
        ("profileUrl", AnyText),
        ("active", Flag),
        ("emails", Elements),
        ("phoneNumbers", Elements),
        ("x509Certificates", Gen.OneOf("AQ==", "Ag==").Select(c => (ScimValue)new ScimArray([new ScimObject([new("value", new ScimString(c))])]))),
        (SchemaUrns.EnterpriseUser, Object(
            ("employeeNumber", AnyText), ("department", AnyText), ("manager", Object(("value", AnyText), ("displayName", AnyText)).Select(m => (ScimValue)m)))
            .Select(e => (ScimValue)e)));

    public static readonly Gen<UserSeed[]> Users = Gen.Select(
        Profile, Text.Null(), Text.Null(), Gen.Bool, (profile, mine, theirs, member) => new UserSeed(profile, mine, theirs, member)).Array[1, 12];

    public static async Task<TestDirectory> Create(IDirectoryStore store, UserSeed[] seeds)
    {
        var directory = await TestDirectory.Create(store);
        var mine = await directory.CreateGroup(directory.Acme, "Ab é");
        var theirs = await directory.CreateGroup(directory.Default, "Other");
        await directory.CreateGroup(directory.Acme, "Empty");
        var number = 0;
        foreach (var seed in seeds)
        {
            var key = directory.NewUserKey();
            var profile = new ScimObject(seed.Profile.Attributes.Insert(0, new("userName", new ScimString($"Üser{number++}"))));
            await directory.Do(new CreateUser(key, ContentOf(profile), false));
            await directory.Do(
                new SetExternalId(new(directory.Acme, key.Id), 0, seed.MyExternalId), new SetExternalId(new(directory.Default, key.Id), 0, seed.TheirExternalId));
            await directory.Do(TestDirectory.Add(seed.IsMember ? mine.Key : theirs.Key, key.Id));
        }

        await directory.Do(new ChangeGroup(mine.Key, null, null, null, new NewText("a"), MemberChange.None));
        return directory;
    }

    /// <summary>The User as a client sees it, which is what a filter speaks of.</summary>
    public static ScimObject Seen(UserView view)
    {
        var user = view.User;
        var profile = ResourceJson.Read(SchemaCatalog.Core.User, user.Profile);
        var modified = view.Link is { } link && link.LastModified > user.LastModified ? link.LastModified : user.LastModified;
        var resource = profile
            .With("schemas", new ScimArray([.. ResourceJson.SchemasInUse(SchemaCatalog.Core.User, profile).Select(urn => new ScimString(urn))]))
            .With("id", new ScimString(user.Key.Id.ToString()))
            .With("meta", Meta("User", user.Created, modified, $"W/\"{user.Version}.{view.Link?.Version ?? 0}\""));
        if (view.Link?.ExternalId is { } externalId)
        {
            resource = resource.With("externalId", new ScimString(externalId));
        }

        return view.Groups.IsEmpty ? resource : resource.With("groups", new ScimArray([.. view.Groups.Select(g => new ScimObject(
        [
            new("value", new ScimString(g.Id.ToString())), new("display", new ScimString(g.DisplayName)), new("type", new ScimString("direct")),
        ]))]));
    }

    /// <summary>The Group as a client sees it.</summary>
    public static ScimObject Seen(GroupWithMembers group)
    {
        var row = group.Group;
        var resource = new ScimObject(
        [
            new("schemas", new ScimArray([new ScimString(SchemaUrns.Group), .. Extensions(row).Attributes.Select(extension => new ScimString(extension.Key))])),
            new("id", new ScimString(row.Key.RoleId.ToString())),
            new("displayName", new ScimString(row.DisplayName)),
            new("meta", Meta("Group", row.Created, row.LastModified, $"W/\"{row.Version}\"")),
        ]);
        if (row.ExternalId is { } externalId)
        {
            resource = resource.With("externalId", new ScimString(externalId));
        }

        foreach (var (urn, data) in Extensions(row).Attributes)
        {
            resource = resource.With(urn, data);
        }

        var members = MemberLists.Unpack(group.Members!);
        return members.IsEmpty ? resource : resource.With("members", new ScimArray([.. members.Select(m => new ScimObject(
        [
            new("value", new ScimString(m.Id.ToString())), new("display", new ScimString(m.Display)), new("type", new ScimString("User")),
        ]))]));
    }

    private static ScimObject Extensions(GroupRow row) => row.Extensions is { } data ? ResourceJson.Read(SchemaCatalog.Core.Group, data) : ScimObject.Empty;

    private static UserContent ContentOf(ScimObject profile) => new()
    {
        UserName = profile["userName"]!.ToString()!,
        DisplayName = profile["displayName"]?.ToString() ?? profile["userName"]!.ToString()!,
        Active = profile["active"] is not ScimBoolean { Value: false },
        Profile = ResourceJson.Write(SchemaCatalog.Core.User, profile),
        Emails = profile["emails"] is ScimArray emails
            ? [.. emails.Items.Cast<ScimObject>().Where(e => e["value"] is not null).Select(e => new EmailValue(e["value"]!.ToString()!, e["type"]?.ToString()))]
            : [],
    };

    private static ScimObject Meta(string type, DateTimeOffset created, DateTimeOffset modified, string version) => new(
    [
        new("resourceType", new ScimString(type)),
        new("created", new ScimString(created.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture))),
        new("lastModified", new ScimString(modified.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture))),
        new("version", new ScimString(version)),
    ]);

    private static Gen<ScimObject> Object(params (string Name, Gen<ScimValue> Value)[] attributes)
    {
        var gen = Gen.Const(ImmutableArray<KeyValuePair<string, ScimValue>>.Empty);
        foreach (var (name, value) in attributes)
        {
            gen = Gen.Select(gen, Gen.Bool, value, (sofar, present, v) => present ? sofar.Add(new(name, v)) : sofar);
        }

        return gen.Select(all => new ScimObject(all));
    }
}
