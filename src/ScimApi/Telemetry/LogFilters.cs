namespace Scim.Api.Telemetry;

/// <summary>What no configuration switches on: log lines of the framework that repeat a request as it came.</summary>
internal static class LogFilters
{
    // "Request starting … ?filter=userName eq …": the service's own line says the same without the query.
    private const string RequestLines = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public static void KeepUrlsOut(LoggerFilterOptions options)
    {
        // Rules of one provider come before rules of all, so each provider that has rules gets this one too.
        var providers = options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList();
        foreach (var provider in providers)
        {
            options.Rules.Add(new LoggerFilterRule(provider, RequestLines, LogLevel.Warning, filter: null));
        }
    }
}
