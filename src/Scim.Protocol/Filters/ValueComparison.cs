using Scim.Protocol.Comparisons;
using Scim.Protocol.Values;

namespace Scim.Protocol.Filters;

/// <summary>One value against one operand. A value of another kind than the operand (which a validated resource does not hold) satisfies <c>ne</c> alone.</summary>
internal static class ValueComparison
{
    public static bool Satisfies(ScimValue value, ComparisonOperator comparison, FilterOperand operand) => (operand, value) switch
    {
        (FilterOperand.ExactText exact, ScimString text) => CompareText(text.Value, comparison, exact.Value),
        (FilterOperand.FoldedText folded, ScimString text) => CompareFolded(text.Value, comparison, folded.Value),
        (FilterOperand.Flag flag, ScimBoolean boolean) => (boolean.Value == flag.Value) == (comparison == ComparisonOperator.Eq),
        (FilterOperand.Number number, ScimNumber n) => CompareOrder(n.Value.CompareTo(number.Value), comparison),
        (FilterOperand.Instant instant, ScimString text) when ScimDateTime.TryParse(text.Value, out var ticks) =>
            CompareOrder(ticks.CompareTo(instant.UtcTicks), comparison),
        _ => comparison == ComparisonOperator.Ne,
    };

    private static bool CompareFolded(string value, ComparisonOperator comparison, string operand) => comparison switch
    {
        // Folding keeps the length, so that most elements of a long list need none.
        ComparisonOperator.Eq => value.Length == operand.Length && CaseFolding.Fold(value) == operand,
        ComparisonOperator.Ne => value.Length != operand.Length || CaseFolding.Fold(value) != operand,
        _ => CompareText(CaseFolding.Fold(value), comparison, operand),
    };

    private static bool CompareText(string value, ComparisonOperator comparison, string operand) => comparison switch
    {
        ComparisonOperator.Eq => value == operand,
        ComparisonOperator.Ne => value != operand,
        ComparisonOperator.Co => value.Contains(operand, StringComparison.Ordinal),
        ComparisonOperator.Sw => value.StartsWith(operand, StringComparison.Ordinal),
        ComparisonOperator.Ew => value.EndsWith(operand, StringComparison.Ordinal),
        _ => CompareOrder(CodePointOrder.Compare(value, operand), comparison),
    };

    private static bool CompareOrder(int order, ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Eq => order == 0,
        ComparisonOperator.Ne => order != 0,
        ComparisonOperator.Gt => order > 0,
        ComparisonOperator.Ge => order >= 0,
        ComparisonOperator.Lt => order < 0,
        ComparisonOperator.Le => order <= 0,
        _ => false,
    };
}
