namespace Scim.Service.Tests.Exchanges;

/// <summary>Which needs of the exchanges this service meets. <c>ServiceNeedsTests</c> holds both lists to what the running service announces.</summary>
internal static class ExchangeNeeds
{
    /// <summary>Optional features of RFC 7644 and RFC 9865 that are not announced yet: sorting, cursors; and what is asked only of a service without bulk.</summary>
    public static readonly IReadOnlySet<string> Unmet = new HashSet<string> { "sort", "cursor", "no-bulk" };

    /// <summary>What the test environments offer, and the absence of what is not announced.</summary>
    public static readonly IReadOnlySet<string> Met = new HashSet<string> { "etag", "bulk", "tenant_b", "legacy", "foreign", "permit" };

    public static bool AreMet(Exchange exchange) => !exchange.Needs.Any(Unmet.Contains);
}
