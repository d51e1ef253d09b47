using System.Text;
using Scim.Protocol.Comparisons;
using Scim.Protocol.Sorting;
using Scim.Storage.Sql.Filters;
using Scim.Storage.Sql.Sqlite.Users;

namespace Scim.Storage.Sql.Sqlite.Filters;

/// <summary>Filters in SQLite's words; the functions with the prefix <c>scim_</c> are <see cref="SqliteFunctions"/>.</summary>
internal sealed class SqliteDialect : ISqlDialect
{
    public static readonly SqliteDialect Instance = new();

    // Without statistics SQLite may take the index of the order for the better one.
    public string UseIndex(string index) => $" INDEXED BY {index}";

    public string LookUp(string candidates, string table, string alias, string key, string index) =>
        $"({candidates}) c CROSS JOIN {table} {alias}{(index.Length == 0 ? "" : UseIndex(index))}";

    public string Parameter(int number) => $"?{number}";

    public string UserColumns => "u.row";

    public string GroupColumns => "g.role_id";

    public string UserRow => "u.row";

    // A row is its environment's number and then the user's own, and each index ends with the row.
    public string UserOrder => "u.row";

    public string UserNameFolded => "u.user_name_folded";

    public string UsersInOrder => "users u NOT INDEXED";

    public string OrderBounds(string environment, bool first, bool last) =>
        (first ? $" AND u.row >= {FirstRow(environment)}" : "") + (last ? $" AND u.row <= {LastRow(environment)}" : "");

    public string UsersWithEmail(string environment, string parameter) =>
        $"SELECT o.id AS id FROM user_emails m CROSS JOIN users o ON o.row = m.user "
        + $"WHERE m.value_folded = {parameter} AND m.user >= {FirstRow(environment)} AND m.user <= {LastRow(environment)} "
        + $"UNION SELECT id FROM users{UseIndex(CoveringIndex.ByName)} WHERE environment = {environment} AND user_name_folded = {parameter}";

    public string UsersWithExternalId(string environment, string tenant, string parameter) =>
        $"SELECT user_id AS id FROM links{UseIndex("links_by_external_id")} WHERE external_id = {parameter} AND tenant = {tenant} AND environment = {environment}";

    public string LinkIsNewer => "newer";

    public string UserDocument => "u.profile";

    public string GroupDocument => "g.extensions";

    public string NullId => "NULL";

    public string Indexed(string text) => text;

    public string Fold(string text) => $"scim_fold({text})";

    public string FoldColumn(string column) => Fold(column);

    public string FoldJson(string text) => Fold(text);

    public string IsEqual(string left, string right) => $"({left} IS {right})";

    public string Contains(string text, string operand) => $"(coalesce(instr({text}, {operand}), 0) > 0)";

    public string StartsWith(string text, string operand) => $"(substr({text}, 1, length({operand})) IS {operand})";

    public string EndsWith(string text, string operand) => $"(substr({text}, -length({operand})) IS {operand})";

    public string Ordered(string left, string comparison, string right) => $"coalesce({left} {comparison} {right}, FALSE)";

    public string OrderedText(string left, string comparison, string right) => Ordered(left, comparison, right);

    public string IdText(string id) => $"scim_id({id})";

    public string JsonText(string document, params ReadOnlySpan<string> path) => path.IsEmpty ? document : $"({document} ->> {Path(path)})";

    public string JsonFlag(string document, params ReadOnlySpan<string> path) => JsonText(document, path);

    public string JsonInstant(string document, params ReadOnlySpan<string> path) => $"scim_instant({JsonText(document, path)})";

    public string Json(string document, params ReadOnlySpan<string> path) => path.IsEmpty ? document : $"({document} -> {Path(path)})";

    public string JsonElements(string json, string alias) => $"json_each({json}) {alias}";

    public string ElementOrder(string alias) => $"{alias}.key";

    public string Element(string alias) => $"{alias}.value";

    public string JsonIsPresent(string json) => $"scim_present({json})";

    public string CompareNumber(string json, string operand) => $"scim_compare_number({json}, {operand})";

    public string NullText => "NULL";

    public string SortText(string text) => $"substr({text}, 1, {SortKey.MaxCodePoints})";

    public string SortFlag(string flag) => $"({flag})";

    public string SortNumber(string json) => $"scim_number({json})";

    public string NumberKey(decimal number) => NumberText.Encode(number);

    public string NumberParameter(string parameter) => parameter;

    private static string FirstRow(string environment) => $"(SELECT number << {UserRows.NumberBits} FROM environments WHERE id = {environment})";

    private static string LastRow(string environment) => $"(SELECT number << {UserRows.NumberBits} | {UserRows.LastNumber} FROM environments WHERE id = {environment})";

    // Names are the schema's: letters, digits and what a URN may hold, never a quote.
    private static string Path(ReadOnlySpan<string> names)
    {
        var path = new StringBuilder("'$");
        foreach (var name in names)
        {
            path.Append(".\"").Append(name).Append('"');
        }

        return path.Append('\'').ToString();
    }
}
