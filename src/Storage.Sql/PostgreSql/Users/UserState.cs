using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Schemas;

namespace Scim.Storage.Sql.PostgreSql.Users;

/// <summary>A user's row. Times in ticks.</summary>
internal sealed record UserState
{
    /// <summary>A user that is locked and known to exist, and not looked at: one that becomes a member.</summary>
    public static readonly UserState Referenced = new()
    {
        Number = 0,
        UserName = "",
        DisplayName = "",
        Active = true,
        Provisional = false,
        Version = 0,
        Created = 0,
        Modified = 0,
        Emails = [],
        Profile = [],
    };

    public required long Number { get; init; }

    public required string UserName { get; init; }

    public required string DisplayName { get; init; }

    public required bool Active { get; init; }

    public required bool Provisional { get; init; }

    public required long Version { get; init; }

    public required long Created { get; init; }

    public required long Modified { get; init; }

    /// <summary>The values by which e-mails are found: folded, sorted, without duplicates.</summary>
    public required string[] Emails { get; init; }

    public required byte[] Profile { get; init; }

    /// <summary>The schemas that the profile follows, of a row that is written.</summary>
    public ResourceType Type { get; init; } = SchemaCatalog.Core.User;

    public UserRow ToRow(UserKey key) => new()
    {
        Key = key,
        UserName = UserName,
        DisplayName = DisplayName,
        Active = Active,
        Provisional = Provisional,
        Profile = Profile,
        Version = Version,
        Created = new DateTimeOffset(Created, TimeSpan.Zero),
        LastModified = new DateTimeOffset(Modified, TimeSpan.Zero),
    };
}
