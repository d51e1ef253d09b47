using System.Globalization;
using Scim.Protocol.Filters;

namespace Scim.Storage.Sql.Filters;

/// <summary>Writes the condition on one slot. Every condition is two-valued.</summary>
internal sealed class SlotTranslator(FilterSql sql)
{
    private const string Never = "FALSE";
    private readonly ISqlDialect _dialect = sql.Dialect;

    public string Satisfies(CheckedFilter.Comparison comparison, SqlSlot slot)
    {
        var negated = comparison.Operator == ComparisonOperator.Ne;
        if (slot.Kind == SlotKind.List)
        {
            return SatisfiesAny(comparison, slot, negated);
        }

        return (comparison.Operand, slot.Kind) switch
        {
            (FilterOperand.FoldedText folded, SlotKind.Text) =>
                CompareText(slot.Folded ?? _dialect.Fold(slot.Value), comparison.Operator, folded.Value, slot.Key),
            (FilterOperand.ExactText exact, SlotKind.Text) => CompareText(slot.Value, comparison.Operator, exact.Value),
            (FilterOperand.ExactText exact, SlotKind.Id) => CompareId(slot.Value, comparison.Operator, exact.Value),
            (FilterOperand.FoldedText folded, SlotKind.Id) => CompareId(slot.Value, comparison.Operator, folded.Value),
            (FilterOperand.Flag flag, SlotKind.Flag) => CompareFlag(slot, negated, flag.Value, comparison.AbsentValue?.Value),
            (FilterOperand.Instant instant, SlotKind.Instant) => CompareOrder(slot.Value, comparison.Operator, sql.Parameter(instant.UtcTicks)),
            (FilterOperand.Number number, SlotKind.Number) => CompareOrder(
                _dialect.CompareNumber(slot.Value, sql.Parameter(number.Value.ToString(CultureInfo.InvariantCulture))), comparison.Operator, "0"),
            _ => negated ? "TRUE" : Never,
        };
    }

    public string IsPresent(SqlSlot slot) =>
        slot.Json is { } json ? _dialect.JsonIsPresent(json)
        : slot.Kind == SlotKind.Text ? $"({slot.Value} IS NOT NULL AND {slot.Value} <> '')"
        : $"({slot.Value} IS NOT NULL)";

    // A sub-attribute of several values; without any it is an empty slot.
    private string SatisfiesAny(CheckedFilter.Comparison comparison, SqlSlot slot, bool negated)
    {
        var alias = sql.NewAlias();
        var rows = _dialect.JsonElements(slot.Value, alias);
        var kind = comparison.Operand switch
        {
            FilterOperand.Flag => SlotKind.Flag,
            FilterOperand.Number => SlotKind.Number,
            FilterOperand.Instant => SlotKind.Instant,
            _ => SlotKind.Text,
        };
        var any = $"EXISTS (SELECT 1 FROM {rows} WHERE {Satisfies(comparison, SqlSlot.OfElement(_dialect, kind, _dialect.Element(alias)))})";
        return negated ? $"({any} OR NOT EXISTS (SELECT 1 FROM {_dialect.JsonElements(slot.Value, sql.NewAlias())}))" : any;
    }

    private string CompareText(string text, ComparisonOperator comparison, string operand, string? key = null) => comparison switch
    {
        ComparisonOperator.Eq or ComparisonOperator.Ne => CompareOrder(text, comparison, sql.Parameter(operand)),
        ComparisonOperator.Co or ComparisonOperator.Sw or ComparisonOperator.Ew when operand.Length == 0 => $"({text} IS NOT NULL)",
        ComparisonOperator.Co => _dialect.Contains(text, sql.Parameter(operand)),
        ComparisonOperator.Sw when key is not null => Begins(text, key, PrefixRange.Of(operand), operand),
        ComparisonOperator.Sw => _dialect.StartsWith(text, sql.Parameter(operand)),
        ComparisonOperator.Ew => _dialect.EndsWith(text, sql.Parameter(operand)),
        ComparisonOperator.Gt => _dialect.OrderedText(text, ">", sql.Parameter(operand)),
        ComparisonOperator.Ge => _dialect.OrderedText(text, ">=", sql.Parameter(operand)),
        ComparisonOperator.Lt => _dialect.OrderedText(text, "<", sql.Parameter(operand)),
        ComparisonOperator.Le => _dialect.OrderedText(text, "<=", sql.Parameter(operand)),
        _ => Never,
    };

    // A range that an index can be searched for.
    private string Begins(string text, string key, PrefixRange range, string operand)
    {
        var below = range.Below is { } next ? $" AND {key} < {sql.Parameter(next)}" : "";
        var rest = range.IsWhole ? "" : $" AND {_dialect.StartsWith(text, sql.Parameter(operand))}";
        return $"({key} >= {sql.Parameter(range.From)}{below}{rest})";
    }

    private string CompareId(string id, ComparisonOperator comparison, string operand)
    {
        if (comparison is not (ComparisonOperator.Eq or ComparisonOperator.Ne))
        {
            return CompareText(_dialect.IdText(id), comparison, operand);
        }

        return Ids.TryParse(operand, out var value) ? CompareOrder(id, comparison, sql.Parameter(value))
            : comparison == ComparisonOperator.Ne ? "TRUE"
            : Never;
    }

    private string CompareFlag(SqlSlot flag, bool negated, bool operand, bool? absent)
    {
        // Not a parameter where an index may have it: there are few of one kind and many of the other, which a planner can only know of a constant.
        var equal = (absent, flag.Assumed) switch
        {
            (not null, { } assumed) => $"({assumed} = {(operand ? "TRUE" : "FALSE")})",
            ({ } known, null) => _dialect.IsEqual($"coalesce({flag.Value}, {(known ? "TRUE" : "FALSE")})", sql.Parameter(operand)),
            _ => _dialect.IsEqual(flag.Value, sql.Parameter(operand)),
        };
        return negated ? $"NOT {equal}" : equal;
    }

    private string CompareOrder(string left, ComparisonOperator comparison, string right) => comparison switch
    {
        ComparisonOperator.Eq => _dialect.IsEqual(left, right),
        ComparisonOperator.Ne => $"NOT {_dialect.IsEqual(left, right)}",
        ComparisonOperator.Gt => _dialect.Ordered(left, ">", right),
        ComparisonOperator.Ge => _dialect.Ordered(left, ">=", right),
        ComparisonOperator.Lt => _dialect.Ordered(left, "<", right),
        ComparisonOperator.Le => _dialect.Ordered(left, "<=", right),
        _ => Never,
    };
}
