using Scim.Protocol.Schemas;

namespace Scim.Storage.Sql.Filters;

/// <summary>One slot of a target (<see cref="Scim.Protocol.Filters.CheckedFilter"/>) as an SQL expression; NULL is the empty slot.</summary>
/// <param name="Kind">How to read <paramref name="Value"/>.</param>
/// <param name="Value">The expression.</param>
/// <param name="Folded">The lower case of a text where it is stored; null where it has to be computed.</param>
/// <param name="Json">The value as JSON where it comes from a document; decides a presence test.</param>
/// <param name="Assumed">Of a flag, the same with what its absence counts as, where it is stored so and never NULL; null where it has to be computed.</param>
/// <param name="Key">Of the folded text, what an index holds of it in order, beginning as the text does (<see cref="PrefixRange.MaxCodePoints"/>) and never NULL; null where none does.</param>
internal sealed record SqlSlot(SlotKind Kind, string Value, string? Folded = null, string? Json = null, string? Assumed = null, string? Key = null)
{
    /// <summary>A value in a document, at a path of canonical names.</summary>
    public static SqlSlot InDocument(ISqlDialect dialect, AttributeDefinition definition, string document, params ReadOnlySpan<string> path)
    {
        var json = dialect.Json(document, path);
        return definition switch
        {
            { MultiValued: true } => new SqlSlot(SlotKind.List, json, Json: json),
            { Type: AttributeType.Complex } => new SqlSlot(SlotKind.Complex, json, Json: json),
            { Type: AttributeType.Boolean } => new SqlSlot(SlotKind.Flag, dialect.JsonFlag(document, path), Json: json),
            { Type: AttributeType.Integer or AttributeType.Decimal } => new SqlSlot(SlotKind.Number, json, Json: json),
            { Type: AttributeType.DateTime } => new SqlSlot(SlotKind.Instant, dialect.JsonInstant(document, path), Json: json),
            _ => new SqlSlot(SlotKind.Text, dialect.JsonText(document, path), dialect.FoldJson(dialect.JsonText(document, path)), json),
        };
    }

    /// <summary>An element that is a plain value.</summary>
    public static SqlSlot OfElement(ISqlDialect dialect, SlotKind kind, string element) => kind switch
    {
        SlotKind.Flag => new SqlSlot(kind, dialect.JsonFlag(element)),
        SlotKind.Instant => new SqlSlot(kind, dialect.JsonInstant(element)),
        SlotKind.Text => new SqlSlot(kind, dialect.JsonText(element), dialect.FoldJson(dialect.JsonText(element))),
        _ => new SqlSlot(kind, dialect.Json(element)),
    };
}
