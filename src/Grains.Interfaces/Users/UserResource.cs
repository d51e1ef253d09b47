using System.Collections.Immutable;
using Scim.Grains.Interfaces.Groups;

namespace Scim.Grains.Interfaces.Users;

/// <summary>A user as one tenant sees it (rules U1, U3, U5, U9).</summary>
[GenerateSerializer, Immutable, Alias("UserResource")]
public sealed record UserResource
{
    [Id(0)]
    public required Guid Id { get; init; }

    /// <summary>The shared profile: canonical UTF-8 JSON, without id, externalId, groups and meta.</summary>
    [Id(1)]
    public required byte[] Profile { get; init; }

    [Id(2)]
    public string? ExternalId { get; init; }

    /// <summary>The roles held in this tenant.</summary>
    [Id(3)]
    public ImmutableArray<GroupName> Groups { get; init; } = [];

    /// <summary>The profile's version, from 1.</summary>
    [Id(4)]
    public required long ProfileVersion { get; init; }

    /// <summary>The version of this tenant's link, 0 while it has none.</summary>
    [Id(5)]
    public required long LinkVersion { get; init; }

    [Id(6)]
    public required DateTimeOffset Created { get; init; }

    /// <summary>The later of the profile's and the link's last change.</summary>
    [Id(7)]
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>The version of the environment's set of extension schemas that the profile may follow: whoever shows it must know at least that one. 0 from copies of the same process.</summary>
    [Id(8)]
    public long SchemasVersion { get; init; }

    /// <summary>The opaque part of the entity tag: it moves with the profile and with this tenant's link (rule U9).</summary>
    public string Version => VersionOf(ProfileVersion, LinkVersion);

    /// <summary>The opaque part of the entity tag of a profile's and a link's version.</summary>
    public static string VersionOf(long profileVersion, long linkVersion) => $"{profileVersion}.{linkVersion}";
}
