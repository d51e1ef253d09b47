namespace Scim.Storage.Sql.PostgreSql.Filters;

/// <summary>
/// What looks each row of a page up, given the page's alias. The planner takes a page of any size for a tenth of all, for which a plain join would read the whole table; OFFSET 0 keeps a look-up one.
/// </summary>
internal static class PageRows
{
    /// <summary>The users <c>u</c> of a page of ids.</summary>
    public static string OfUsers(string environment, string page) =>
        $"LEFT JOIN LATERAL (SELECT * FROM users WHERE environment = {environment} AND id = {page}.id OFFSET 0) u ON TRUE";

    /// <summary>The groups <c>g</c> of a page of ids.</summary>
    public static string OfGroups(string environment, string tenant, string page) =>
        $"LEFT JOIN LATERAL (SELECT * FROM groups WHERE environment = {environment} AND tenant = {tenant} AND role_id = {page}.id OFFSET 0) g ON TRUE";
}
