using Scim.Grains.Storage;
using Scim.Protocol.Paths;
using Scim.Protocol.Schemas;
using Scim.Protocol.Sorting;

namespace Scim.Storage.Sql.Filters;

/// <summary>The value that rows are sorted by, as an expression: the same as <see cref="ResourceOrder.KeyOf"/> finds, NULL for none.</summary>
/// <param name="Expression">Of the resource's row.</param>
/// <param name="Kind">What it holds; null where it is always NULL.</param>
/// <param name="Index">The index that holds the order, or empty.</param>
/// <param name="IsNeverNull">Every resource has a value.</param>
/// <param name="IsUnique">And no two the same.</param>
internal sealed record SortColumn(string Expression, SlotKind? Kind, string Index, bool IsNeverNull, bool IsUnique = false)
{
    /// <summary>Whether an index holds the order: the list's own always has one.</summary>
    public bool IsIndexed => IsNeverNull || Kind is null;

    /// <param name="target">What to sort by; null for nothing.</param>
    /// <param name="source">Where the type's attributes are.</param>
    /// <param name="sql">Takes the parameters.</param>
    public static SortColumn Of(AttributeTarget? target, IAttributeSource source, FilterSql sql)
    {
        if (target is null)
        {
            return new SortColumn(sql.Dialect.NullText, null, "", false);
        }

        if (source.FindOrder(target) is { } order)
        {
            return new SortColumn(order.Expression, order.Kind, order.Index, true, order.IsUnique);
        }

        switch (source.Find(target))
        {
            case SqlSlots.One one:
                var single = one.Slot(target.SubAttribute);
                return new SortColumn(Value(single, target.Leaf, sql.Dialect), single.Kind, "", false);
            case SqlSlots.Many many:
                var slot = many.Slot(target.SubAttribute);
                var value = Value(slot, target.Leaf, sql.Dialect);
                return new SortColumn($"(SELECT {value} FROM {many.Rows} WHERE {many.Condition} ORDER BY {Choice(target, many, sql.Dialect)}{many.Order} LIMIT 1)", slot.Kind, "", false);
            default:
                throw new ArgumentOutOfRangeException(nameof(target));
        }
    }

    /// <summary>What a row of <c>w</c> satisfies that lies behind a position.</summary>
    public string After(StorePosition position, bool descending, FilterSql sql)
    {
        var beyond = descending ? "<" : ">";
        if (Kind is not { } kind)
        {
            return position.Key is null ? $"w.number {beyond} {sql.Parameter(position.Number)}" : descending ? "FALSE" : "TRUE";
        }

        if (position.Key is not { } key)
        {
            var number = sql.Parameter(position.Number);
            return descending ? $"(w.key IS NOT NULL OR w.number < {number})" : $"(w.key IS NULL AND w.number > {number})";
        }

        if (IsUnique)
        {
            return $"w.key {beyond} {Parameter(key, kind, sql)}";
        }

        var inOrder = $"(w.key, w.number) {beyond} ({Parameter(key, kind, sql)}, {sql.Parameter(position.Number)})";
        return IsNeverNull ? inOrder : descending ? $"(w.key IS NOT NULL AND {inOrder})" : $"(w.key IS NULL OR {inOrder})";
    }

    /// <summary>The order of the rows of <c>w</c>.</summary>
    public string Order(bool descending) => (Kind, IsNeverNull, descending) switch
    {
        _ when IsUnique => descending ? "w.key DESC" : "w.key",
        (null, _, false) => "w.number",
        (null, _, true) => "w.number DESC",
        (_, true, false) => "w.key, w.number",
        (_, true, true) => "w.key DESC, w.number DESC",
        (_, false, false) => "w.key ASC NULLS LAST, w.number ASC",
        (_, false, true) => "w.key DESC NULLS FIRST, w.number DESC",
    };

    private static string Parameter(SortKey key, SlotKind kind, FilterSql sql) => kind switch
    {
        SlotKind.Id => sql.Parameter(Guid.ParseExact(key.Text!, "D")),
        SlotKind.Instant or SlotKind.Flag => sql.Parameter((long)key.Number),
        SlotKind.Number => sql.Dialect.NumberParameter(sql.Parameter(sql.Dialect.NumberKey(key.Number))),
        _ => sql.Parameter(key.Text!),
    };

    private static string Value(SqlSlot slot, AttributeDefinition attribute, ISqlDialect dialect) => slot.Kind switch
    {
        SlotKind.Text => dialect.SortText(attribute.CaseExact || attribute.Type == AttributeType.Binary ? slot.Value : slot.Folded ?? dialect.Fold(slot.Value)),
        SlotKind.Flag => dialect.SortFlag(slot.Value),
        SlotKind.Number => dialect.SortNumber(slot.Value),
        _ => slot.Value,
    };

    // RFC 7644 §3.4.2.3: the value of the primary element, else of the first.
    private static string Choice(AttributeTarget target, SqlSlots.Many many, ISqlDialect dialect) =>
        target.Attribute.TryGetSubAttribute("primary", out var primary) && many.Slot(primary) is { Kind: SlotKind.Flag } flag
            ? $"CASE WHEN {dialect.IsEqual(flag.Value, "TRUE")} THEN 0 ELSE 1 END, "
            : "";
}
