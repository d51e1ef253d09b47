using System.Collections.Immutable;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Patch;

/// <summary>
/// Writes or removes the elements of a multi-valued attribute that a value filter selects, or one sub-attribute of theirs.
/// <c>emails.value</c>, a sub-attribute without a filter, selects every element.
/// </summary>
internal static class SelectedElements
{
    /// <summary>Carries out an add or a replace.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.PatchNoTarget"/>: nothing is selected, and nothing can be created.</exception>
    public static ScimArray? Write(PatchOperation operation, AttributeDefinition attribute, ScimArray? current, IdpProfile profile)
    {
        var elements = ImmutableArray.CreateBuilder<ScimValue>(current?.Items.Length ?? 0);
        var written = new List<int>();
        var (isAnySelected, isAnyChanged) = (false, false);
        foreach (var element in current?.Items ?? [])
        {
            if (!Selects(operation.Filter, element))
            {
                elements.Add(element);
                continue;
            }

            isAnySelected = true;
            var after = WriteOne(operation, attribute, element, profile);
            isAnyChanged |= !ReferenceEquals(after, element);
            if (after is not null)
            {
                MutabilityRule.RefuseChangeOfImmutable(attribute, element, after, isElement: true);
                written.Add(elements.Count);
                elements.Add(after);
            }
        }

        if (!isAnySelected)
        {
            if (CreatedElement.For(operation, attribute, profile) is not { } created)
            {
                return current;
            }

            written.Add(elements.Count);
            elements.Add(created);
        }
        else if (!isAnyChanged)
        {
            return current;
        }

        PrimaryRule.Apply(elements, written);
        return elements.Count == 0 ? null : new ScimArray(ElementRules.Apply(attribute, elements));
    }

    /// <summary>Carries out a remove. To select nothing is no error.</summary>
    public static ScimArray? Remove(PatchOperation operation, AttributeDefinition attribute, ScimArray current)
    {
        var kept = ImmutableArray.CreateBuilder<ScimValue>(current.Items.Length);
        var isAnyChanged = false;
        foreach (var element in current.Items)
        {
            var after = Selects(operation.Filter, element) ? RemoveOne(operation.SubAttribute, attribute, element) : element;
            isAnyChanged |= !ReferenceEquals(after, element);
            if (after is not null)
            {
                kept.Add(after);
            }
        }

        return !isAnyChanged ? current
            : kept.Count == 0 ? null
            : new ScimArray(ElementRules.Apply(attribute, kept));
    }

    private static bool Selects(CheckedFilter? filter, ScimValue element) => filter is null || FilterEvaluator.ElementMatches(filter, element);

    private static ScimValue? WriteOne(PatchOperation operation, AttributeDefinition attribute, ScimValue element, IdpProfile profile)
    {
        if (element is not ScimObject complex)
        {
            return PatchValue.BindSingle(attribute, operation.Value, profile);
        }

        if (operation.SubAttribute is { } sub)
        {
            return WithoutContent(ComplexMerge.SetOne(attribute, complex, sub, PatchValue.BindSingle(sub, operation.Value, profile)), sub);
        }

        return operation.Kind == PatchOperationKind.Add
            ? ComplexMerge.Merge(attribute, complex, operation.Value, profile)
            : Replace(operation, attribute, profile);
    }

    // A replaced element takes the value sent as a whole, but is still the one that the filter names unless the value says otherwise.
    private static ScimObject? Replace(PatchOperation operation, AttributeDefinition attribute, IdpProfile profile)
    {
        if (PatchValue.BindSingle(attribute, operation.Value, profile) is not ScimObject replacement)
        {
            return null;
        }

        if (operation.Filter is not null && operation.Filter.TryGetEqualities(out var equalities))
        {
            foreach (var (sub, value) in equalities.Value)
            {
                replacement = replacement.TryGet(sub.Name, out _) ? replacement : replacement.With(sub.Name, value);
            }
        }

        return replacement;
    }

    private static ScimObject? RemoveOne(AttributeDefinition? sub, AttributeDefinition attribute, ScimValue element)
    {
        if (sub is null || element is not ScimObject complex)
        {
            return null;
        }

        var after = ComplexMerge.SetOne(attribute, complex, sub, null);
        MutabilityRule.RefuseChangeOfImmutable(attribute, complex, after, isElement: true);
        return ReferenceEquals(after, complex) ? complex : WithoutContent(after, sub);
    }

    // An element that has lost its content, with only `type` and `primary` left to describe it (RFC 7643 §2.4), is gone.
    private static ScimObject? WithoutContent(ScimObject? element, AttributeDefinition written)
    {
        if (element is null || element.TryGet(written.Name, out _))
        {
            return element;
        }

        foreach (var (name, _) in element.Attributes)
        {
            if (name is not ("type" or "primary"))
            {
                return element;
            }
        }

        return null;
    }
}
