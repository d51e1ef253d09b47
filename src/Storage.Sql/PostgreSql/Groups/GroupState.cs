using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage.Rows;

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
    };
}
