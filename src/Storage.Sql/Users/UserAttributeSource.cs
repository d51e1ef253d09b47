using Scim.Protocol.Filters;
using Scim.Protocol.Paths;
using Scim.Protocol.Schemas;
using Scim.Storage.Sql.Filters;

namespace Scim.Storage.Sql.Users;

/// <summary>
/// Where a User's attributes are, as one tenant sees them: <c>u</c> is the user's row, <c>l</c> the tenant's link or NULLs. What is not a column is in the profile.
/// </summary>
internal sealed class UserAttributeSource(ScopeParameters scope, FilterSql sql) : IAttributeSource
{
    private readonly MetaSlots _meta = new(
        "'User'", "u.created", "CASE WHEN l.modified > u.modified THEN l.modified ELSE u.modified END",
        "'W/\"' || u.version || '.' || coalesce(l.version, 0) || '\"'");

    /// <summary>Whether <c>l</c> is needed by what was found so far.</summary>
    public bool UsesLink { get; private set; }

    public SqlSlots Find(AttributeTarget target)
    {
        if (target.Extension is { } extension)
        {
            return InProfile(target.Attribute, extension.Id, target.Attribute.Name);
        }

        return target.Attribute.Name switch
        {
            "id" => new SqlSlots.One(_ => new SqlSlot(SlotKind.Id, "u.id")),
            "externalId" => InLink(new SqlSlots.One(_ => new SqlSlot(SlotKind.Text, "l.external_id"))),
            "userName" => new SqlSlots.One(_ => new SqlSlot(SlotKind.Text, "u.user_name", sql.Dialect.UserNameFolded, Key: sql.Dialect.Indexed("u.user_name_folded"))),
            "active" => new SqlSlots.One(_ => SqlSlot.InDocument(sql.Dialect, target.Attribute, sql.Dialect.UserDocument, "active") with { Assumed = "u.active" }),
            "meta" => InLink(_meta.Find(target)),
            "groups" => Groups(target),
            var name => InProfile(target.Attribute, name),
        };
    }

    public Candidates? FindEqual(CheckedFilter.Comparison equality) => equality switch
    {
        { Target: { Extension: null, Attribute.Name: "userName" }, Operand: FilterOperand.FoldedText name } => new(
            sql => $"SELECT id FROM users{sql.Dialect.UseIndex("users_by_name")} WHERE environment = {scope.Environment} AND {sql.Dialect.Indexed("user_name_folded")} = {sql.Dialect.Indexed(sql.Parameter(name.Value))}", true),
        { Target: { Extension: null, Attribute.Name: "id" }, Operand: FilterOperand.ExactText id } => ById(id.Value),
        { Target: { Extension: null, Attribute.Name: "externalId" }, Operand: FilterOperand.ExactText id } => new(
            sql => sql.Dialect.UsersWithExternalId(scope.Environment, scope.Tenant, sql.Parameter(id.Value)), true),
        { Target: { Extension: null, Attribute.Name: "emails", SubAttribute.Name: "value" }, Operand: FilterOperand.FoldedText email } => new(
            sql => sql.Dialect.UsersWithEmail(scope.Environment, sql.Parameter(email.Value)), true),
        { Target: { Extension: null, Attribute.Name: "groups", SubAttribute.Name: "value" }, Operand: FilterOperand.ExactText group } => Members(group.Value),
        _ => null,
    };

    public SqlOrder? FindOrder(AttributeTarget target) => target switch
    {
        { Extension: null, Attribute.Name: "id" } => new("u.id", SlotKind.Id, "users_by_id", true),
        { Extension: null, Attribute.Name: "userName" } => new(sql.Dialect.Indexed("u.user_name_folded"), SlotKind.Text, "users_by_name", true),
        _ => null,
    };

    // The later of the two times is one of the two, so it lies in the range of one of the two indexes.
    public Candidates FindModified(long fromTicks, long toTicks, bool? active) => new(
        sql =>
        {
            var (from, to) = (sql.Parameter(fromTicks), sql.Parameter(toTicks));
            var states = active is { } state ? $"= {State(state)}" : "IN (FALSE, TRUE)";
            return $"SELECT id FROM users{sql.Dialect.UseIndex("users_by_modified")} WHERE environment = {scope.Environment} AND active {states} AND modified BETWEEN {from} AND {to} "
                + $"UNION SELECT user_id FROM links{sql.Dialect.UseIndex("links_by_modified")} WHERE environment = {scope.Environment} AND tenant = {scope.Tenant} AND {sql.Dialect.LinkIsNewer} AND modified BETWEEN {from} AND {to}";
        },
        false);

    public Candidates? FindActive(bool active) => active
        ? null // nearly all of them
        : new(sql => $"SELECT id FROM users{sql.Dialect.UseIndex("users_by_modified")} WHERE environment = {scope.Environment} AND active = {State(active)}", false);

    // Not a parameter: there are few of one kind and many of the other, which a planner can only know of a constant.
    private static string State(bool flag) => flag ? "TRUE" : "FALSE";

    private static Candidates ById(string text) =>
        Ids.TryParse(text, out var id) ? new(sql => $"SELECT {sql.Parameter(id)} AS id", true) : Candidates.None;

    private Candidates Members(string text) => Ids.TryParse(text, out var id)
        ? new(sql => $"SELECT user_id AS id FROM assignments WHERE environment = {scope.Environment} AND tenant = {scope.Tenant} AND role_id = {sql.Parameter(id)}", false)
        : Candidates.None;

    private SqlSlots InLink(SqlSlots slots)
    {
        UsesLink = true;
        return slots;
    }

    private SqlSlots InProfile(AttributeDefinition attribute, params string[] path) => DocumentSlots.Of(sql, sql.Dialect.UserDocument, attribute, path);

    private SqlSlots.Many Groups(AttributeTarget target)
    {
        var (a, g) = (sql.NewAlias(), sql.NewAlias());
        return new SqlSlots.Many(
            $"assignments {a} JOIN groups {g} ON {g}.environment = {a}.environment AND {g}.tenant = {a}.tenant AND {g}.role_id = {a}.role_id",
            $"{a}.environment = {scope.Environment} AND {a}.tenant = {scope.Tenant} AND {a}.user_id = u.id",
            $"{a}.role_id",
            sub => sub?.Name switch
            {
                null or "value" => new SqlSlot(SlotKind.Id, $"{a}.role_id"),
                "display" => new SqlSlot(SlotKind.Text, $"{g}.name", $"{g}.name_folded"),
                "type" => new SqlSlot(SlotKind.Text, "'direct'"),
                _ => throw AddressAttributes.Refuse(target with { SubAttribute = sub }),
            });
    }
}
