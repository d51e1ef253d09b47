using Scim.Protocol.Schemas;

namespace Scim.Storage.Sql.Filters;

/// <summary>Where the slots of an attribute are that is kept in a document of its resource.</summary>
internal static class DocumentSlots
{
    /// <param name="sql">Gives aliases.</param>
    /// <param name="document">The document as an expression; NULL where the resource has none.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="path">Where it is in the document: canonical names, an extension's URN before them.</param>
    public static SqlSlots Of(FilterSql sql, string document, AttributeDefinition attribute, params string[] path)
    {
        var dialect = sql.Dialect;
        if (!attribute.MultiValued)
        {
            return new SqlSlots.One(sub => sub is null
                ? SqlSlot.InDocument(dialect, attribute, document, path)
                : SqlSlot.InDocument(dialect, sub, document, [.. path, sub.Name]));
        }

        return Elements(sql, dialect.Json(document, path), attribute);
    }

    /// <param name="sql">Gives aliases.</param>
    /// <param name="list">The attribute's list as JSON.</param>
    /// <param name="attribute">A multi-valued attribute.</param>
    public static SqlSlots Elements(FilterSql sql, string list, AttributeDefinition attribute)
    {
        var (dialect, alias) = (sql.Dialect, sql.NewAlias());
        return new SqlSlots.Many(
            dialect.JsonElements(list, alias),
            "TRUE",
            dialect.ElementOrder(alias),
            sub => sub is null ? Element(attribute, dialect, alias) : SqlSlot.InDocument(dialect, sub, dialect.Element(alias), sub.Name));
    }

    private static SqlSlot Element(AttributeDefinition attribute, ISqlDialect dialect, string alias)
    {
        var value = dialect.Element(alias);
        return attribute.Type switch
        {
            AttributeType.Complex => new SqlSlot(SlotKind.Complex, value, Json: value),
            AttributeType.Boolean => SqlSlot.OfElement(dialect, SlotKind.Flag, value),
            AttributeType.Integer or AttributeType.Decimal => SqlSlot.OfElement(dialect, SlotKind.Number, value),
            AttributeType.DateTime => SqlSlot.OfElement(dialect, SlotKind.Instant, value),
            _ => SqlSlot.OfElement(dialect, SlotKind.Text, value),
        };
    }
}
