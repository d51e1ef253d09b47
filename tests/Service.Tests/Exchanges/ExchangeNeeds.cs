namespace Scim.Service.Tests.Exchanges;

/// <summary>Which needs of the exchanges this service meets. <c>ServiceNeedsTests</c> holds both lists to what the running service announces.</summary>
internal static class ExchangeNeeds
{
    /// <summary>What is asked only of a service without bulk operations.</summary>
    public static readonly IReadOnlySet<string> Unmet = new HashSet<string> { "no-bulk" };

    /// <summary>What the test environments offer, and what is announced.</summary>
    public static readonly IReadOnlySet<string> Met = new HashSet<string> { "etag", "bulk", "sort", "cursor", "tenant_b", "legacy", "foreign", "permit" };

    public static bool AreMet(Exchange exchange) => !exchange.Needs.Any(Unmet.Contains);
}
