using System.Collections.Immutable;
using Scim.Grains.Interfaces.Results;

namespace Scim.Grains.Interfaces.Groups;

/// <summary>A new group, checked but not yet decided.</summary>
/// <param name="DisplayName">As sent; its normalised form is the role grain's key.</param>
/// <param name="ExternalId">The tenant's externalId, or null.</param>
/// <param name="Members">The members' <c>value</c>s, without duplicates: user ids or userNames (rule G10).</param>
[GenerateSerializer, Immutable, Alias("GroupDraft")]
public sealed record GroupDraft(
    [property: Id(0)] string DisplayName, [property: Id(1)] string? ExternalId, [property: Id(2)] ImmutableArray<string> Members)
{
    /// <summary>The request itself if it has data of an extension: by which schemas that is read is decided where it is committed. Null for all others.</summary>
    [Id(3)]
    public WriteRequest? Extended { get; init; }

    /// <summary>Without content: Orleans logs messages by their text.</summary>
    public override string ToString() => nameof(GroupDraft);
}
