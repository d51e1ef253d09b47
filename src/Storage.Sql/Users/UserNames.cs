namespace Scim.Storage.Sql.Users;

/// <summary>How userNames are compared (rule U2).</summary>
internal static class UserNames
{
    /// <summary>The invariant lower case, stored beside the name: a database's own case rules differ from it and from each other.</summary>
    public static string Fold(string userName) => userName.ToLowerInvariant();
}
