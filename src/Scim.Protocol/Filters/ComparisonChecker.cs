using Scim.Protocol.Comparisons;
using Scim.Protocol.Errors;
using Scim.Protocol.Paths;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Filters;

/// <summary>Fits one comparison to the type of the attribute that it is about.</summary>
internal static class ComparisonChecker
{
    /// <param name="target">Found already; a complex attribute without sub-attribute stands for its <c>value</c>, except in a presence test.</param>
    public static CheckedFilter Check(ComparisonNode node, AttributeTarget target)
    {
        if (node.Operator == ComparisonOperator.Pr)
        {
            return new CheckedFilter.Presence(target);
        }

        if (node.Value.IsNull)
        {
            return node.Operator switch
            {
                ComparisonOperator.Ne => new CheckedFilter.Presence(target),
                ComparisonOperator.Eq => new CheckedFilter.Not(new CheckedFilter.Presence(target)),
                _ => throw Refuse(node, "null has no order and no parts; use eq, ne or pr"),
            };
        }

        var comparable = target.Leaf.Type == AttributeType.Complex ? ToValue(node, target) : target;
        return new CheckedFilter.Comparison(comparable, node.Operator, ToOperand(node, comparable.Leaf), node.Value, AbsentValueOf(comparable));
    }

    // manager eq "x", members eq "x" (idp quirk M15).
    private static AttributeTarget ToValue(ComparisonNode node, AttributeTarget target) =>
        target.SubAttribute is null && target.Attribute.TryGetSubAttribute("value", out var value)
            && value.Returned != Returned.Never && value.Mutability != Mutability.WriteOnly
            ? target with { SubAttribute = value }
            : throw new ScimException(Refusals.FilterAttribute, $"'{node.Attribute}' is complex and has no 'value': name a sub-attribute.");

    private static FilterOperand ToOperand(ComparisonNode node, AttributeDefinition attribute)
    {
        switch (attribute.Type)
        {
            case AttributeType.Boolean:
                RefuseUnless(node, IsEquality(node.Operator), "a boolean knows eq and ne only");
                return new FilterOperand.Flag(ToBoolean(node));
            case AttributeType.Binary:
                RefuseUnless(node, IsEquality(node.Operator), "binary knows eq and ne only");
                return new FilterOperand.ExactText(ToText(node));
            case AttributeType.Integer or AttributeType.Decimal:
                RefuseUnless(node, !IsSubstring(node.Operator), "a number has no parts");
                return new FilterOperand.Number(node.Value.Number ?? throw Refuse(node, "a number is compared with a number"));
            case AttributeType.DateTime:
                RefuseUnless(node, !IsSubstring(node.Operator), "a dateTime has no parts");
                return ScimDateTime.TryParse(ToText(node), out var ticks)
                    ? new FilterOperand.Instant(ticks)
                    : throw Refuse(node, "the value is no dateTime such as \"2011-05-13T04:42:34Z\"");
            default:
                return attribute.CaseExact
                    ? new FilterOperand.ExactText(ToText(node))
                    : new FilterOperand.FoldedText(CaseFolding.Fold(ToText(node)));
        }
    }

    private static string ToText(ComparisonNode node) => node.Value.Text ?? throw Refuse(node, "the value must be a text in double quotes");

    // Entra quotes booleans, in filters too: roles[primary eq "True"] (idp quirk M18).
    private static bool ToBoolean(ComparisonNode node) => node.Value switch
    {
        { Boolean: { } value } => value,
        { Text: { } text } when text.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        { Text: { } text } when text.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
        _ => throw Refuse(node, "a boolean is compared with true or false"),
    };

    private static bool IsEquality(ComparisonOperator comparison) => comparison is ComparisonOperator.Eq or ComparisonOperator.Ne;

    private static bool IsSubstring(ComparisonOperator comparison) =>
        comparison is ComparisonOperator.Co or ComparisonOperator.Sw or ComparisonOperator.Ew;

    // active: protocol.md, "`active` absent". primary: RFC 7643 §2.4, "If not specified, the value of "primary" SHALL be assumed to be "false"".
    private static ScimBoolean? AbsentValueOf(AttributeTarget target) => target switch
    {
        { Extension: null, SubAttribute: null, Attribute: { Type: AttributeType.Boolean, Name: "active" } } => ScimBoolean.True,
        { Attribute.MultiValued: true, SubAttribute: { Type: AttributeType.Boolean, Name: "primary" } } => ScimBoolean.False,
        _ => null,
    };

    private static void RefuseUnless(ComparisonNode node, bool fits, string why)
    {
        if (!fits)
        {
            throw Refuse(node, why);
        }
    }

    private static ScimException Refuse(ComparisonNode node, string why) =>
        new(Refusals.FilterOperator, $"'{node.Attribute} {node.Operator.ToString().ToLowerInvariant()}' does not fit: {why}.");
}
