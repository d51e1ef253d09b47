using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Schemas;
using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Groups;

/// <summary>Makes what a tenant sees of a group; a change is answered with the members as long as they are few.</summary>
internal sealed class GroupAnswers(GroupReads reads, EnvironmentSchemas schemas)
{
    /// <summary>The most members that the answer to a change carries.</summary>
    public const int MostMembers = 1000;

    /// <summary>The answer to a change: at least as new as <paramref name="row"/>.</summary>
    public async ValueTask<GroupResource> AfterChange(GroupRow row)
    {
        if (row.MemberCount == 0)
        {
            return await Of(row, MemberList.Empty);
        }

        return row.MemberCount <= MostMembers && await ReadSince(row) is { } group
            ? await Of(group.Group, group.Members)
            : await Of(row, null);
    }

    /// <summary>The same, where it may be known how the members came about.</summary>
    public ValueTask<GroupResource> AfterChange(ChangedGroup changed) =>
        changed is { Before: { } before, Row.MemberCount: > 0 and <= MostMembers } && reads.After(before, changed.Change, changed.Row) is { } group
            ? Of(group.Group, group.Members)
            : AfterChange(changed.Row);

    /// <summary>The answer to a read that is done. Of data of extensions it says which schemas that may follow: asked for behind the read, since what was read follows no later ones.</summary>
    public async ValueTask<GroupResource> Of(GroupRow row, MemberList? members)
    {
        var group = ToResource(row, members);
        return row.Extensions is null ? group : group with { SchemasVersion = (await schemas.Of(row.Key.Tenant.Environment)).Version };
    }

    /// <summary>The same for a page of a list.</summary>
    public async ValueTask<Page<GroupResource>> Of(TenantKey tenant, Page<GroupResource> page)
    {
        if (!page.Items.Any(group => group.Extensions is not null))
        {
            return page;
        }

        var version = (await schemas.Of(tenant.Environment)).Version;
        return page with { Items = [.. page.Items.Select(group => group.Extensions is null ? group : group with { SchemasVersion = version })] };
    }

    /// <summary>Without the version of the schemas, which somebody else adds.</summary>
    public static GroupResource ToResource(GroupWithMembers group) => ToResource(group.Group, group.Members);

    // A change may find its work done by another that is committed and not announced yet: then this node's copies are older than what it has found.
    private async ValueTask<GroupWithMembers?> ReadSince(GroupRow row)
    {
        var group = await reads.ReadWithMembers(row.Key);
        return group is null || group.Group.Version >= row.Version ? group : await reads.LoadWithMembers(row.Key);
    }

    private static GroupResource ToResource(GroupRow row, MemberList? members) => new()
    {
        Id = row.Key.RoleId,
        DisplayName = row.DisplayName,
        ExternalId = row.ExternalId,
        Version = row.Version,
        Created = row.Created,
        LastModified = row.LastModified,
        MemberCount = row.MemberCount,
        Members = members,
        Extensions = row.Extensions,
    };
}
