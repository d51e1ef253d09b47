using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Schemas;

namespace Scim.Storage.Sql.PostgreSql.Groups;

/// <summary>A group's row, a released one's too. Times in ticks.</summary>
internal sealed record GroupState
{
    public required bool Held { get; init; }

    public required long Number { get; init; }

    public required string RoleKey { get; init; }

    public required string Name { get; init; }

    /// <summary>Null when released.</summary>
    public required string? NameKey { get; init; }

    public required string? ExternalId { get; init; }

    public required long Version { get; init; }

    public required int MemberCount { get; init; }

    public required long Created { get; init; }

    public required long Modified { get; init; }

    /// <summary>As in <see cref="GroupRow.Extensions"/>; null when released.</summary>
    public byte[]? Extensions { get; init; }

    /// <summary>The schemas that the data of extensions follows, of a row whose data is written.</summary>
    public ResourceType Type { get; init; } = SchemaCatalog.Core.Group;

    public GroupRow ToRow(GroupKey key) => new()
    {
        Key = key,
        RoleKey = RoleKey,
        DisplayName = Name,
        ExternalId = ExternalId,
        Version = Version,
        MemberCount = MemberCount,
        Created = new DateTimeOffset(Created, TimeSpan.Zero),
        LastModified = new DateTimeOffset(Modified, TimeSpan.Zero),
        Extensions = Extensions,
    };
}
