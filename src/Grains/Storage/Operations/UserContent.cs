using System.Collections.Immutable;
using Scim.Protocol.Schemas;

namespace Scim.Grains.Storage.Operations;

/// <summary>A profile to be stored, with the values that the store indexes.</summary>
public sealed record UserContent
{
    public required string UserName { get; init; }

    public required string DisplayName { get; init; }

    public required bool Active { get; init; }

    public required byte[] Profile { get; init; }

    /// <summary>The schemas that the profile follows: those of its environment.</summary>
    public ResourceType Type { get; init; } = SchemaCatalog.Core.User;

    /// <summary>The values of <c>emails</c> with their types, for the look-ups of protocol.md point 16.</summary>
    public ImmutableArray<EmailValue> Emails { get; init; } = [];
}
