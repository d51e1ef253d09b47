namespace Scim.Storage.Sql.Filters;

/// <summary>Ids as clients see them.</summary>
internal static class Ids
{
    /// <summary>An id is caseExact: only the spelling that the service gives is one.</summary>
    public static bool TryParse(string text, out Guid id) => Guid.TryParseExact(text, "D", out id) && id.ToString("D") == text;
}
