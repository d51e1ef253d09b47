using System.Diagnostics.CodeAnalysis;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Paths;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Sorting;

/// <summary>
/// <c>sortBy</c> and <c>sortOrder</c> found in a resource type's schemas (RFC 7644 §3.4.2.3). Ascending, what has no value comes last; descending is exactly the
/// reverse, ties included. Ties are in the list's own stable order.
/// </summary>
/// <param name="Target">The attribute; null where the type has none of that name: then no resource of it has a value.</param>
/// <param name="Descending">The reverse order.</param>
public sealed record ResourceSort(AttributeTarget? Target, bool Descending)
{
    private const string Ascending = "ascending";
    private const string Reverse = "descending";

    /// <summary>Reads <c>sortOrder</c>; ascending unless said.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.SortOrder"/>.</exception>
    public static bool IsDescending(string? sortOrder) =>
        !string.IsNullOrWhiteSpace(sortOrder) && !sortOrder.Trim().Equals(Ascending, StringComparison.OrdinalIgnoreCase)
        && (sortOrder.Trim().Equals(Reverse, StringComparison.OrdinalIgnoreCase)
            ? true
            : throw new ScimException(Refusals.SortOrder, $"'sortOrder' is '{Ascending}' or '{Reverse}'."));

    /// <summary>Finds <c>sortBy</c> in one type.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.SortAttribute"/>.</exception>
    public static ResourceSort Parse(string sortBy, bool descending, ResourceType type) => Parse(sortBy, descending, [type])[0];

    /// <summary>Finds <c>sortBy</c> in each of several types; at least one has to have it.</summary>
    /// <returns>One for each type, in their order.</returns>
    /// <exception cref="ScimException"><see cref="Refusals.SortAttribute"/>.</exception>
    public static ResourceSort[] Parse(string sortBy, bool descending, params ReadOnlySpan<ResourceType> types)
    {
        var reference = Read(sortBy);
        var sorts = new ResourceSort[types.Length];
        var found = false;
        for (var i = 0; i < types.Length; i++)
        {
            var target = AttributeResolver.TryResolve(types[i], reference, out var named) ? Fit(named, reference) : null;
            found |= target is not null;
            sorts[i] = new ResourceSort(target, descending);
        }

        return found ? sorts : throw new ScimException(Refusals.SortAttribute, $"No resource here has an attribute '{reference}' to sort by.");
    }

    private static AttributeReference Read(string text)
    {
        if (text.Length > PathParser.MaxLength)
        {
            throw new ScimException(Refusals.SortAttribute, $"'sortBy' has {text.Length} characters; {PathParser.MaxLength} are allowed.");
        }

        var lexer = new FilterLexer(text, Refusals.SortAttribute);
        lexer.RefuseLoneSurrogates();
        lexer.SkipBlanks();
        var start = lexer.Position;
        var reference = AttributeReferenceReader.Read(lexer, lexer.ReadWord(), start);
        lexer.SkipBlanks();
        return lexer.AtEnd ? reference : throw lexer.Error("Expected the end of 'sortBy'");
    }

    private static AttributeTarget Fit(AttributeTarget target, AttributeReference reference)
    {
        if (IsHidden(target.Attribute) || IsHidden(target.Leaf))
        {
            throw new ScimException(Refusals.SortAttribute, $"'{reference}' is never returned and cannot be sorted by.");
        }

        // As in filters, emails stands for emails.value; name has no value and needs a sub-attribute.
        var leaf = target.Leaf;
        var fitted = leaf.Type != AttributeType.Complex ? target
            : leaf.TryGetSubAttribute("value", out var value) && !IsHidden(value) ? target with { SubAttribute = value }
            : throw new ScimException(Refusals.SortAttribute, $"'{reference}' is complex: name a sub-attribute.");
        return fitted.SubAttribute is { MultiValued: true }
            ? throw new ScimException(Refusals.SortAttribute, $"'{reference}' has several values in each element and cannot be sorted by.")
            : WithoutAddress(fitted);
    }

    // An address is the base URL with an id behind it: the order of addresses is the order of ids.
    private static AttributeTarget WithoutAddress(AttributeTarget target) =>
        IsIn(target, "meta", "location") ? new AttributeTarget(null, CommonAttributes.Id, null)
        : (IsIn(target, "groups", "$ref") || IsIn(target, "members", "$ref")) && target.Attribute.TryGetSubAttribute("value", out var id) ? target with { SubAttribute = id }
        : target;

    private static bool IsIn(AttributeTarget target, string attribute, string sub) =>
        target.Extension is null && target.Attribute.Name == attribute && target.SubAttribute?.Name == sub;

    private static bool IsHidden([NotNullWhen(true)] AttributeDefinition? attribute) =>
        attribute is { Returned: Returned.Never } or { Mutability: Mutability.WriteOnly };
}
