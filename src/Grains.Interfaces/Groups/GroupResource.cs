using System.Globalization;

namespace Scim.Grains.Interfaces.Groups;

/// <summary>A group as one tenant sees it (rule G6).</summary>
[GenerateSerializer, Immutable, Alias("GroupResource")]
public sealed record GroupResource
{
    [Id(0)]
    public required Guid Id { get; init; }

    [Id(1)]
    public required string DisplayName { get; init; }

    [Id(2)]
    public string? ExternalId { get; init; }

    [Id(3)]
    public required long Version { get; init; }

    [Id(4)]
    public required DateTimeOffset Created { get; init; }

    [Id(5)]
    public required DateTimeOffset LastModified { get; init; }

    [Id(6)]
    public required int MemberCount { get; init; }

    /// <summary>The members, or null when they were not read (not wanted, or too many for the answer to a change).</summary>
    [Id(7)]
    public MemberList? Members { get; init; }

    /// <summary>
    /// The tenant's data of its environment's extensions: UTF-8 JSON that begins with <c>schemas</c> and goes on with an object under each URN. Null for none.
    /// </summary>
    [Id(8)]
    public byte[]? Extensions { get; init; }

    /// <summary>The version of the environment's set of extension schemas that the data may follow: whoever shows it must know at least that one. 0 where there is no data.</summary>
    [Id(9)]
    public long SchemasVersion { get; init; }

    /// <summary>The opaque part of the entity tag: the tenant's own version (rule G6).</summary>
    public string VersionText => VersionTextOf(Version);

    public static string VersionTextOf(long version) => version.ToString(CultureInfo.InvariantCulture);
}
