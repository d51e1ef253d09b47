using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Patch;

/// <summary>
/// The element that an add or replace creates when its value filter selects none (Entra M5, M18, M19; protocol.md, "Decided"): from the filter's equalities
/// and the sub-attribute written. Several operations with one filter so collect into one element.
/// </summary>
internal static class CreatedElement
{
    /// <summary>The new element; null when the operation unassigns what is not there.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.PatchNoTarget"/>.</exception>
    public static ScimObject? For(PatchOperation operation, AttributeDefinition attribute, IdpProfile profile)
    {
        if (operation.SubAttribute is not { } sub)
        {
            throw NoTarget(operation, "has no sub-attribute behind the brackets");
        }

        var element = ScimObject.Empty;
        if (operation.Filter is { } filter)
        {
            profile.Require(Deviation.CreateFromFilter, $"`{operation.Path}` matches no element.");

            if (!filter.TryGetEqualities(out var equalities))
            {
                throw NoTarget(operation, "is not a conjunction of `eq`");
            }

            foreach (var (known, value) in equalities.Value)
            {
                element = known.Mutability == Mutability.ReadOnly
                    ? throw NoTarget(operation, $"names the readOnly `{known.Name}`")
                    : element.With(known.Name, value);
            }
        }

        return PatchValue.BindSingle(sub, operation.Value, profile) is { } written ? element.With(sub.Name, written) : null;
    }

    private static ScimException NoTarget(PatchOperation operation, string because) =>
        new(Refusals.PatchNoTarget, $"`{operation.Path}` matches no element, and none is created since the path {because}.");
}
