using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Protocol.Resources;

namespace Scim.Grains.Storage.Rows;

/// <summary>A group that a tenant holds (rules G6 to G8).</summary>
public sealed record GroupRow
{
    public required GroupKey Key { get; init; }

    /// <summary>The role's normalised key.</summary>
    public required string RoleKey { get; init; }

    /// <summary>The name in this tenant: the override, else the role's own.</summary>
    public required string DisplayName { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>
    /// The tenant's data of its environment's extensions: UTF-8 JSON with <c>schemas</c> and an object under each URN, as <see cref="ResourceJson"/> writes it. Null for none.
    /// </summary>
    public byte[]? Extensions { get; init; }

    /// <summary>Moves with every change of name, externalId, members or extensions; goes on after a release (rule G8).</summary>
    public required long Version { get; init; }

    public required int MemberCount { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    /// <summary>As in <see cref="GroupResource.VersionText"/>.</summary>
    public string VersionText => GroupResource.VersionTextOf(Version);
}
