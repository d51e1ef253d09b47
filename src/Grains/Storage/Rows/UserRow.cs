using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Rows;

/// <summary>A user's shared profile as committed (rule U1).</summary>
public sealed record UserRow
{
    public required UserKey Key { get; init; }

    public required string UserName { get; init; }

    /// <summary>Shown as a member's <c>display</c>: the displayName, else the userName.</summary>
    public required string DisplayName { get; init; }

    /// <summary>False only when the profile says <c>active: false</c>; absent counts as true.</summary>
    public required bool Active { get; init; }

    /// <summary>Made by an assignment and not yet adopted (rule G10).</summary>
    public bool Provisional { get; init; }

    /// <summary>Canonical UTF-8 JSON of the profile.</summary>
    public required byte[] Profile { get; init; }

    /// <summary>From 1; moves exactly when the profile changes.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset LastModified { get; init; }
}
