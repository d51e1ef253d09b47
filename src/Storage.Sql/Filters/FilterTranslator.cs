using Scim.Protocol.Filters;
using Scim.Protocol.Paths;

namespace Scim.Storage.Sql.Filters;

/// <summary>Writes a checked filter as one SQL condition, true exactly where <see cref="FilterEvaluator"/> is; <see cref="CheckedFilter"/> has the table of meanings.</summary>
internal sealed class FilterTranslator(IAttributeSource source, FilterSql sql)
{
    private readonly SlotTranslator _slots = new(sql);

    public string Translate(CheckedFilter filter) => filter switch
    {
        CheckedFilter.Comparison comparison => Compare(comparison, source.Find(comparison.Target)),
        CheckedFilter.Presence presence => IsPresent(presence.Target, source.Find(presence.Target)),
        CheckedFilter.Logical logical => $"({Translate(logical.Left)} {(logical.IsAnd ? "AND" : "OR")} {Translate(logical.Right)})",
        CheckedFilter.Not not => $"NOT {Translate(not.Operand)}",
        CheckedFilter.ValuePath path => TranslatePath(path, source.Find(path.Target)),
        CheckedFilter.Constant constant => constant.Value ? "TRUE" : "FALSE",
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    private string TranslatePath(CheckedFilter.ValuePath path, SqlSlots slots) => slots switch
    {
        SqlSlots.Many many => Exists(many, TranslateElement(path.Inner, many.Slot)),
        SqlSlots.One one => $"({one.Slot(null).Value} IS NOT NULL AND {TranslateElement(path.Inner, one.Slot)})",
        _ => throw new ArgumentOutOfRangeException(nameof(slots)),
    };

    private string TranslateElement(CheckedFilter filter, Func<Protocol.Schemas.AttributeDefinition?, SqlSlot> slot) => filter switch
    {
        CheckedFilter.Comparison comparison => _slots.Satisfies(comparison, slot(comparison.Target.SubAttribute)),
        CheckedFilter.Presence presence => _slots.IsPresent(slot(presence.Target.SubAttribute)),
        CheckedFilter.Logical logical =>
            $"({TranslateElement(logical.Left, slot)} {(logical.IsAnd ? "AND" : "OR")} {TranslateElement(logical.Right, slot)})",
        CheckedFilter.Not not => $"NOT {TranslateElement(not.Operand, slot)}",
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    private string Compare(CheckedFilter.Comparison comparison, SqlSlots slots)
    {
        var sub = comparison.Target.SubAttribute;
        switch (slots)
        {
            case SqlSlots.One one:
                return _slots.Satisfies(comparison, one.Slot(sub));
            case SqlSlots.Many many:
                var any = Exists(many, _slots.Satisfies(comparison, many.Slot(sub)));
                return comparison.Operator == ComparisonOperator.Ne ? $"({any} OR NOT {Exists(many, "TRUE")})" : any;
            default:
                throw new ArgumentOutOfRangeException(nameof(slots));
        }
    }

    private string IsPresent(AttributeTarget target, SqlSlots slots) => slots switch
    {
        SqlSlots.One one => _slots.IsPresent(one.Slot(target.SubAttribute)),
        SqlSlots.Many many => Exists(many, _slots.IsPresent(many.Slot(target.SubAttribute))),
        _ => throw new ArgumentOutOfRangeException(nameof(slots)),
    };

    private static string Exists(SqlSlots.Many many, string condition) =>
        $"EXISTS (SELECT 1 FROM {many.Rows} WHERE {many.Condition} AND {condition})";
}
