using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Deviations;

/// <summary>
/// What a value beside a remove means. The RFC gives it no meaning, and taken by the letter the list would be cleared. Clients mean the elements
/// listed (Entra M7, JumpCloud, Nextcloud, authentik), and no reading may empty a group by accident, so a profile that does not forgive it refuses.
/// <code>
/// sent:  {"op":"Remove","path":"members","value":[{"$ref":null,"value":"2819c223"}]}
/// meant: {"op":"remove","path":"members[value eq \"2819c223\"]"}
/// </code>
/// </summary>
internal static class PatchRemoveWithList
{
    /// <exception cref="ScimException"><see cref="Refusals.BadValue"/>.</exception>
    public static void RefuseUnlessForgiven(AttributeDefinition attribute, IdpProfile profile) => profile.Require(
        Deviation.RemoveWithList, $"A remove takes no `value` (RFC 7644 §3.5.2.2); select elements of `{attribute.Name}` with a value filter.");
}
