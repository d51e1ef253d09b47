using System.Collections.Immutable;

namespace Scim.Protocol.Schemas;

/// <summary>
/// Whether resources that fit one form of an extension fit another: then it can change while it is in use. Attributes may be added unless they are required, and what
/// is required may become optional; descriptions and suggested values are for readers.
/// </summary>
public static class ExtensionChange
{
    /// <summary>The first thing that resources in use might not fit, for people; null when there is none.</summary>
    public static string? Obstacle(Schema before, Schema after) => Obstacle(before.Attributes, after.Attributes, "");

    private static string? Obstacle(ImmutableArray<AttributeDefinition> before, ImmutableArray<AttributeDefinition> after, string owner)
    {
        foreach (var old in before)
        {
            var name = $"'{owner}{old.Name}'";
            if (after.FirstOrDefault(a => a.Name == old.Name) is not { } now)
            {
                return $"{name} is gone";
            }

            if (Difference(old, now) is { } characteristic)
            {
                return $"{name} has another {characteristic}";
            }

            if (Obstacle(old.SubAttributes, now.SubAttributes, $"{owner}{old.Name}.") is { } inside)
            {
                return inside;
            }
        }

        return after.FirstOrDefault(a => a.Required && before.All(b => b.Name != a.Name)) is { } added ? $"'{owner}{added.Name}' is new and required" : null;
    }

    private static string? Difference(AttributeDefinition old, AttributeDefinition now) =>
        old.Type != now.Type ? "type"
        : old.MultiValued != now.MultiValued ? "multiValued"
        : !old.Required && now.Required ? "required"
        : old.CaseExact != now.CaseExact ? "caseExact"
        : old.Mutability != now.Mutability ? "mutability"
        : old.Returned != now.Returned ? "returned"
        : old.Uniqueness != now.Uniqueness ? "uniqueness"
        : !old.ReferenceTypes.SequenceEqual(now.ReferenceTypes) ? "referenceTypes"
        : null;
}
