using System.Globalization;
using System.Text;
using Scim.Storage.Sql.Filters;
using SortKey = Scim.Protocol.Sorting.SortKey;

namespace Scim.Storage.Sql.PostgreSql.Filters;

/// <summary>
/// Filters in PostgreSQL's words. Documents are search documents: what is not caseExact is folded in them, a dateTime is its ticks
/// (<see cref="Users.SearchDocument"/>).
/// </summary>
internal sealed class PostgreSqlDialect : ISqlDialect
{
    public static readonly PostgreSqlDialect Instance = new();

    public string UserColumns => "u.id, u.number";

    public string GroupColumns => "g.role_id AS id, g.number";

    public string UserRow => "u.id";

    public string UserOrder => "u.number";

    // From the index of the list's own order, which holds the keys of names. The key of a name that is longer than an index holds has 128 characters and the 64 of a hash: what is shorter is
    // a whole name.
    public string UserNameFolded =>
        "(CASE WHEN octet_length(u.user_name_key) < 192 THEN u.user_name_key ELSE (SELECT n.user_name_folded FROM users n WHERE n.environment = u.environment AND n.id = u.id) END)";

    public string UsersInOrder => "users u";

    public string OrderBounds(string environment, bool first, bool last) => "";

    public string UsersWithEmail(string environment, string parameter) =>
        $"SELECT user_id AS id FROM user_emails WHERE environment = {environment} AND value_folded = {Indexed(parameter)}";

    public string UsersWithExternalId(string environment, string tenant, string parameter) =>
        $"SELECT user_id AS id FROM links WHERE environment = {environment} AND tenant = {tenant} AND {Indexed("external_id")} = {Indexed(parameter)}";

    public string LinkIsNewer => "TRUE";

    public string UserDocument => "u.search";

    public string GroupDocument => "g.search";

    public string NullId => "NULL::uuid";

    // PostgreSQL has no hints and needs none here: it knows the size of every table.
    public string UseIndex(string index) => "";

    // OFFSET 0 keeps the subquery one of its own, so that it cannot become a join that reads the whole table.
    public string LookUp(string candidates, string table, string alias, string key, string index) =>
        $"({candidates}) c CROSS JOIN LATERAL (SELECT * FROM {table} WHERE {key} OFFSET 0) {alias}";

    public string Parameter(int number) => $"${number}";

    public string Indexed(string text) => $"scim_index_key({text})";

    // Of literals alone, which are ASCII: what clients write is stored folded.
    public string Fold(string text) => $"lower({text} COLLATE \"C\")";

    public string FoldColumn(string column) => $"{column}_folded";

    public string FoldJson(string text) => text;

    public string IsEqual(string left, string right) => $"({left} IS NOT DISTINCT FROM {right})";

    public string Contains(string text, string operand) => $"(coalesce(strpos({text}, {operand}), 0) > 0)";

    public string StartsWith(string text, string operand) => $"coalesce(starts_with({text}, {operand}), FALSE)";

    public string EndsWith(string text, string operand) => $"coalesce(right({text}, length({operand})) = {operand}, FALSE)";

    public string Ordered(string left, string comparison, string right) => $"coalesce({left} {comparison} {right}, FALSE)";

    public string OrderedText(string left, string comparison, string right) => $"coalesce({left} COLLATE \"C\" {comparison} {right}, FALSE)";

    public string IdText(string id) => $"({id}::text)";

    public string JsonText(string document, params ReadOnlySpan<string> path) => $"({document} #>> {Path(path)})";

    public string JsonFlag(string document, params ReadOnlySpan<string> path) => $"({Json(document, path)} = 'true'::jsonb)";

    public string JsonInstant(string document, params ReadOnlySpan<string> path) =>
        $"(CASE WHEN jsonb_typeof({Json(document, path)}) = 'number' THEN {Json(document, path)}::bigint END)";

    public string Json(string document, params ReadOnlySpan<string> path) => path.IsEmpty ? document : $"({document} #> {Path(path)})";

    public string JsonElements(string json, string alias) =>
        $"jsonb_array_elements(CASE WHEN jsonb_typeof({json}) = 'array' THEN {json} ELSE '[]'::jsonb END) WITH ORDINALITY AS {alias}(value, place)";

    public string ElementOrder(string alias) => $"{alias}.place";

    public string Element(string alias) => $"{alias}.value";

    // RFC 7644 §3.4.2.2, pr: a text that is not empty, a number, a boolean, or a structure that holds one of these.
    public string JsonIsPresent(string json) =>
        $"coalesce({json} @? '$.** ? ((@.type() == \"string\" && @ != \"\") || @.type() == \"number\" || @.type() == \"boolean\")', FALSE)";

    public string CompareNumber(string json, string operand) =>
        $"(CASE WHEN jsonb_typeof({json}) = 'number' THEN sign(({json} #>> '{{}}')::numeric - {operand}::numeric) END)";

    public string NullText => "NULL::text";

    public string SortText(string text) => $"left({text} COLLATE \"C\", {SortKey.MaxCodePoints})";

    public string SortFlag(string flag) => $"({flag})::int::bigint";

    public string SortNumber(string json) => $"(CASE WHEN jsonb_typeof({json}) = 'number' THEN ({json} #>> '{{}}')::numeric END)";

    public string NumberKey(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    public string NumberParameter(string parameter) => $"{parameter}::numeric";

    // Names are the schema's: letters, digits and what a URN may hold, never a quote.
    private static string Path(ReadOnlySpan<string> names)
    {
        var path = new StringBuilder("'{");
        foreach (var name in names)
        {
            path.Append(path.Length > 2 ? "," : "").Append('"').Append(name).Append('"');
        }

        return path.Append("}'").ToString();
    }
}
