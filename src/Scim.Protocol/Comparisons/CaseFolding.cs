namespace Scim.Protocol.Comparisons;

/// <summary>
/// How text that is not caseExact is compared, everywhere: uniqueness (rule U2), filters, PATCH. Stored beside the value where a database has to compare,
/// because the databases' own case rules differ from this and from each other.
/// </summary>
public static class CaseFolding
{
    /// <summary>The invariant simple lower case, one UTF-16 code unit for each; no Unicode normalisation. The same instance if nothing changes.</summary>
    public static string Fold(string text) => text.ToLowerInvariant();
}
