using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Patch;

/// <summary>What one operation makes of the value of its attribute (RFC 7644 §3.5.2.1 to §3.5.2.3). Null is unassigned.</summary>
internal static class AttributeChange
{
    public static ScimValue? Apply(PatchOperation operation, AttributeDefinition attribute, ScimValue? current, IdpProfile profile)
    {
        if (operation.Kind == PatchOperationKind.Remove)
        {
            return current is null ? null : Remove(operation, attribute, current, profile);
        }

        if (!attribute.MultiValued)
        {
            return WriteSingle(operation, attribute, current, profile);
        }

        if (operation.Filter is not null || operation.SubAttribute is not null)
        {
            return SelectedElements.Write(operation, attribute, current as ScimArray, profile);
        }

        var list = PatchValue.BindList(attribute, operation.Value, profile);
        return operation.Kind == PatchOperationKind.Replace ? list
            : list is null ? current
            : WholeList.Add(attribute, current as ScimArray, list);
    }

    // An add to a single-valued attribute replaces it, and a replace of a complex one merges: the two are the same.
    private static ScimValue? WriteSingle(PatchOperation operation, AttributeDefinition attribute, ScimValue? current, IdpProfile profile)
    {
        if (operation.SubAttribute is { } sub)
        {
            return ComplexMerge.SetOne(attribute, current as ScimObject, sub, PatchValue.BindSingle(sub, operation.Value, profile));
        }

        return attribute.Type == AttributeType.Complex
            ? ComplexMerge.Merge(attribute, current as ScimObject, operation.Value, profile)
            : PatchValue.BindSingle(attribute, operation.Value, profile);
    }

    // A value left over beside the path is never set (Entra M26).
    private static ScimValue? Remove(PatchOperation operation, AttributeDefinition attribute, ScimValue current, IdpProfile profile)
    {
        if (operation.Filter is null && operation.SubAttribute is null)
        {
            return attribute.MultiValued && operation.Value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)
                ? RemoveListed(operation, attribute, (ScimArray)current, profile)
                : null;
        }

        return attribute.MultiValued
            ? SelectedElements.Remove(operation, attribute, (ScimArray)current)
            : ComplexMerge.SetOne(attribute, current as ScimObject, operation.SubAttribute!, null);
    }

    private static ScimArray? RemoveListed(PatchOperation operation, AttributeDefinition attribute, ScimArray current, IdpProfile profile)
    {
        PatchRemoveWithList.RefuseUnlessForgiven(attribute, profile);
        if (PatchValue.BindList(attribute, operation.Value, profile) is not { } listed)
        {
            return current;
        }

        var elements = new ListedElements(attribute, listed);
        var kept = current.Items.RemoveAll(elements.Contains);
        return kept.IsEmpty ? null : kept.Length == current.Items.Length ? current : new ScimArray(kept);
    }
}
