using Scim.Protocol.Errors;
using Scim.Protocol.Filters;

namespace Scim.Protocol.Deviations;

/// <summary>
/// A boolean in quotes in a filter (Entra; idp quirk M18), in queries and in PATCH paths.
/// <code>
/// sent:  roles[primary eq "True"].value
/// meant: roles[primary eq true].value
/// </code>
/// </summary>
public static class FilterDeviations
{
    /// <summary>Refuses what the profile does not forgive.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.FilterOperator"/>.</exception>
    public static void Check(CheckedFilter? filter, IdpProfile profile)
    {
        if (filter is not null && !profile.Forgives(Deviation.BooleanAsTextInFilter))
        {
            Check(filter);
        }
    }

    private static void Check(CheckedFilter filter)
    {
        switch (filter)
        {
            case CheckedFilter.Logical node:
                Check(node.Left);
                Check(node.Right);
                break;
            case CheckedFilter.Not node:
                Check(node.Operand);
                break;
            case CheckedFilter.ValuePath node:
                Check(node.Inner);
                break;
            case CheckedFilter.Comparison { Operand: FilterOperand.Flag, Literal.Text: not null } node:
                throw IdpProfile.Refusal(Deviation.BooleanAsTextInFilter, $"'{node.Target.Leaf.Name}' is a boolean and is compared with true or false, without quotes.");
        }
    }
}
