using Scim.Protocol.Filters;
using Scim.Protocol.Paths;
using Scim.Protocol.Schemas;
using Scim.Storage.Sql.Filters;

namespace Scim.Storage.Sql.Groups;

/// <summary>Where a Group's attributes are, as the tenant that holds it sees them: <c>g</c> is its row.</summary>
internal sealed class GroupAttributeSource(ScopeParameters scope, FilterSql sql) : IAttributeSource
{
    private readonly MetaSlots _meta = new("'Group'", "g.created", "g.modified", "'W/\"' || g.version || '\"'");

    public SqlSlots Find(AttributeTarget target)
    {
        if (target.Extension is { } extension)
        {
            return DocumentSlots.Of(sql, sql.Dialect.GroupDocument, target.Attribute, extension.Id, target.Attribute.Name);
        }

        return target.Attribute.Name switch
        {
            "id" => new SqlSlots.One(_ => new SqlSlot(SlotKind.Id, "g.role_id")),
            "externalId" => new SqlSlots.One(_ => new SqlSlot(SlotKind.Text, "g.external_id")),
            "displayName" => new SqlSlots.One(_ => new SqlSlot(SlotKind.Text, "g.name", "g.name_folded")),
            "meta" => _meta.Find(target),
            "members" => Members(target),

            // The document of a group that has one names them.
            "schemas" => DocumentSlots.Elements(
                sql, $"coalesce({sql.Dialect.Json(sql.Dialect.GroupDocument, "schemas")}, '[\"{SchemaUrns.Group}\"]')", target.Attribute),
            _ => throw new ArgumentOutOfRangeException(nameof(target)),
        };
    }

    public Candidates? FindEqual(CheckedFilter.Comparison equality) => equality switch
    {
        { Target: { Extension: null, Attribute.Name: "id" }, Operand: FilterOperand.ExactText id } => Ids.TryParse(id.Value, out var value)
            ? new(sql => $"SELECT {sql.Parameter(value)} AS id", true)
            : Candidates.None,
        { Target: { Extension: null, Attribute.Name: "displayName" }, Operand: FilterOperand.FoldedText name } => new(
            sql => $"SELECT role_id AS id FROM groups{sql.Dialect.UseIndex("groups_by_name")} WHERE environment = {scope.Environment} AND tenant = {scope.Tenant} AND held AND name_folded = {sql.Parameter(name.Value)}", true),
        { Target: { Extension: null, Attribute.Name: "externalId" }, Operand: FilterOperand.ExactText id } => new(
            sql => $"SELECT role_id AS id FROM groups{sql.Dialect.UseIndex("groups_by_external_id")} WHERE environment = {scope.Environment} AND tenant = {scope.Tenant} AND {sql.Dialect.Indexed("external_id")} = {sql.Dialect.Indexed(sql.Parameter(id.Value))}", true),
        { Target: { Extension: null, Attribute.Name: "members", SubAttribute.Name: "value" }, Operand: FilterOperand.ExactText user } => Ids.TryParse(user.Value, out var member)
            ? new(sql => $"SELECT role_id AS id FROM assignments{sql.Dialect.UseIndex("assignments_by_user")} WHERE environment = {scope.Environment} AND user_id = {sql.Parameter(member)} AND tenant = {scope.Tenant}", true)
            : Candidates.None,
        _ => null,
    };

    public SqlOrder? FindOrder(AttributeTarget target) => target switch
    {
        { Extension: null, Attribute.Name: "id" } => new("g.role_id", SlotKind.Id, "", true),
        { Extension: null, Attribute.Name: "displayName" } => new("g.name_folded", SlotKind.Text, "groups_by_name", false),
        { Extension: null, Attribute.Name: "meta", SubAttribute.Name: "lastModified" } => new("g.modified", SlotKind.Instant, "groups_by_modified", false),
        _ => null,
    };

    public Candidates FindModified(long fromTicks, long toTicks, bool? active) => new(
        sql => $"SELECT role_id AS id FROM groups{sql.Dialect.UseIndex("groups_by_modified")} WHERE environment = {scope.Environment} AND tenant = {scope.Tenant} AND held "
        + $"AND modified BETWEEN {sql.Parameter(fromTicks)} AND {sql.Parameter(toTicks)}",
        false);

    public Candidates? FindActive(bool active) => null;

    private SqlSlots.Many Members(AttributeTarget target)
    {
        var (a, m) = (sql.NewAlias(), sql.NewAlias());
        return new SqlSlots.Many(
            $"assignments {a} JOIN users {m} ON {m}.environment = {a}.environment AND {m}.id = {a}.user_id",
            $"{a}.environment = {scope.Environment} AND {a}.tenant = {scope.Tenant} AND {a}.role_id = g.role_id",
            $"{a}.user_id",
            sub => sub?.Name switch
            {
                null or "value" => new SqlSlot(SlotKind.Id, $"{a}.user_id"),
                "display" => new SqlSlot(SlotKind.Text, $"{m}.display_name", sql.Dialect.FoldColumn($"{m}.display_name")),
                "type" => new SqlSlot(SlotKind.Text, "'User'"),
                _ => throw AddressAttributes.Refuse(target with { SubAttribute = sub }),
            });
    }
}
