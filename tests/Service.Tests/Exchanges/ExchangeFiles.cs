namespace Scim.Service.Tests.Exchanges;

/// <summary>The recorded exchanges, from <c>Exchanges/Cases/*.jsonl</c> beside the test assembly.</summary>
internal static class ExchangeFiles
{
    private static readonly Lazy<IReadOnlyDictionary<string, Exchange>> Loaded = new(() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Exchanges", "Cases"), "*.jsonl").Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines)
            .Where(line => line.Length > 0)
            .Select(Exchange.Parse)
            .ToDictionary(exchange => exchange.Id));

    /// <summary>By id.</summary>
    public static IReadOnlyDictionary<string, Exchange> All => Loaded.Value;
}
