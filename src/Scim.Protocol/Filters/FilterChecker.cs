using Scim.Protocol.Errors;
using Scim.Protocol.Paths;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Filters;

/// <summary>
/// Finds every attribute of a filter in a resource type's schemas and converts every literal. An attribute that the schemas lack is refused, not
/// taken as absent: an empty answer would make a client create a duplicate. What a client may not read it may not filter by either,
/// since the number of results would give the value away bit by bit (rule U8).
/// </summary>
public static class FilterChecker
{
    /// <exception cref="ScimException"><see cref="Refusals.FilterAttribute"/> or <see cref="Refusals.FilterOperator"/>.</exception>
    public static CheckedFilter Check(FilterNode filter, ResourceType type) => filter switch
    {
        LogicalNode node => new CheckedFilter.Logical(node.IsAnd, Check(node.Left, type), Check(node.Right, type)),
        NotNode node => new CheckedFilter.Not(Check(node.Operand, type)),
        ComparisonNode node => ComparisonChecker.Check(node, Resolve(type, node.Attribute)),
        ValuePathNode node => CheckValuePath(node, type),
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    /// <summary>Checks the filter in the brackets behind <paramref name="target"/>: its names are sub-attributes there, or <c>value</c> for the element of a list of plain values.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.FilterAttribute"/> or <see cref="Refusals.FilterOperator"/>.</exception>
    public static CheckedFilter CheckElement(FilterNode filter, AttributeTarget target) => filter switch
    {
        LogicalNode node => new CheckedFilter.Logical(node.IsAnd, CheckElement(node.Left, target), CheckElement(node.Right, target)),
        NotNode node => new CheckedFilter.Not(CheckElement(node.Operand, target)),
        ComparisonNode node => ComparisonChecker.Check(node, ResolveInElement(target, node.Attribute)),
        _ => throw new ScimException(Refusals.FilterSyntax, "A value path cannot hold another one."),
    };

    private static CheckedFilter.ValuePath CheckValuePath(ValuePathNode node, ResourceType type)
    {
        var target = Resolve(type, node.Attribute);
        if (target.SubAttribute is not null || (!target.Attribute.MultiValued && target.Attribute.Type != AttributeType.Complex))
        {
            throw new ScimException(Refusals.FilterAttribute, $"'{node.Attribute}' is neither multi-valued nor complex, so that no value filter can follow it.");
        }

        return new CheckedFilter.ValuePath(target, CheckElement(node.Inner, target));
    }

    private static AttributeTarget Resolve(ResourceType type, AttributeReference reference)
    {
        if (!AttributeResolver.TryResolve(type, reference, out var target))
        {
            throw new ScimException(Refusals.FilterAttribute, $"A {type.Id} has no attribute '{reference}'.");
        }

        RefuseHidden(target.Attribute, reference);
        RefuseHidden(target.Leaf, reference);
        return target;
    }

    private static AttributeTarget ResolveInElement(AttributeTarget target, AttributeReference reference)
    {
        if (reference is { SchemaUrn: null, SubAttribute: null })
        {
            if (target.Attribute.TryGetSubAttribute(reference.Name, out var sub))
            {
                RefuseHidden(sub, reference);
                return target with { SubAttribute = sub };
            }

            if (target.Attribute.Type != AttributeType.Complex && reference.Name.Equals("value", StringComparison.OrdinalIgnoreCase))
            {
                return target;
            }
        }

        throw new ScimException(Refusals.FilterAttribute, $"'{target.Attribute.Name}' has no sub-attribute '{reference}'.");
    }

    private static void RefuseHidden(AttributeDefinition attribute, AttributeReference reference)
    {
        if (attribute.Returned == Returned.Never || attribute.Mutability == Mutability.WriteOnly)
        {
            throw new ScimException(Refusals.FilterAttribute, $"'{reference}' is never returned and cannot be filtered by.");
        }
    }
}
