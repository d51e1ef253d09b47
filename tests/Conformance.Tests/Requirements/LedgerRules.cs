using Scim.Protocol.Discovery;

namespace Scim.Conformance.Tests.Requirements;

/// <summary>What every row of the ledger must keep.</summary>
internal static class LedgerRules
{
    /// <summary>Whom a requirement can bind, and what that means.</summary>
    public static readonly IReadOnlyDictionary<string, string> Bound = new Dictionary<string, string>
    {
        ["provider"] = "this service",
        ["client"] = "its clients; tests show what the service does if they err",
        ["both"] = "this service and its clients",
        ["operator"] = "who runs the service",
        ["author"] = "who writes schemas and RFCs",
    };

    /// <summary>The kinds of reasons, and what they mean.</summary>
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["client"] = "it is the client's to keep, and the service cannot tell",
        ["document"] = "it is for authors of documents",
        ["deployment"] = "it is decided where the service is deployed",
        ["unsupported"] = "it belongs to an optional feature that ServiceProviderConfig says is not supported",
        ["absent"] = "nothing in the service is what it speaks of",
        ["choice"] = "a SHOULD that the service does not follow, with the reason that RFC 2119 wants",
        ["deviation"] = "the service does otherwise on purpose",
        ["gap"] = "not done yet",
    };

    /// <summary>The optional features, by the words that follow <c>unsupported:</c>.</summary>
    private static readonly Dictionary<string, Func<ServiceProviderFeatures, bool>> Features = new()
    {
        ["bulk"] = features => features.Bulk,
        ["sort"] = features => features.Sort,
        ["changePassword"] = features => features.ChangePassword,
        ["etag"] = features => features.ETag,
        ["cursor pagination"] = features => features.CursorPagination,
    };

    /// <param name="ledger">All rows.</param>
    /// <param name="tests">The full names of all tests.</param>
    /// <param name="features">What the service announces.</param>
    /// <returns>One line for each thing that is wrong.</returns>
    public static IEnumerable<string> Problems(IReadOnlyList<Requirement> ledger, IReadOnlySet<string> tests, ServiceProviderFeatures features)
    {
        foreach (var id in ledger.GroupBy(row => row.Id, StringComparer.Ordinal).Where(rows => rows.Count() > 1))
        {
            yield return $"{id.Key} is there {id.Count()} times";
        }

        foreach (var row in ledger)
        {
            if (row.Tests.Count == 0 && row.Reason.Length == 0)
            {
                yield return $"{row.Id} ({row.Keyword}) has neither tests nor a reason";
            }

            if (!Bound.ContainsKey(row.Binds))
            {
                yield return $"{row.Id} binds '{row.Binds}'";
            }

            foreach (var test in row.Tests.Where(test => !tests.Contains(test)))
            {
                yield return $"{row.Id} names {test}, which is no test";
            }

            if (row.Reason.Length > 0 && ReasonProblem(row, features) is { } problem)
            {
                yield return $"{row.Id}: {problem}";
            }
        }
    }

    private static string? ReasonProblem(Requirement row, ServiceProviderFeatures features) => row.Kind switch
    {
        var kind when !Kinds.ContainsKey(kind) => $"'{kind}' is no kind of reason",
        _ when row.Why.Length == 0 => "the reason says nothing",
        "choice" when row.IsAbsolute => $"a {row.Keyword} leaves no choice",
        "client" or "document" when row.Binds == "provider" => "it binds the service",
        "unsupported" when !Features.TryGetValue(row.Why.Split(';')[0], out _) => $"'{row.Why}' names no optional feature",
        "unsupported" when Features[row.Why.Split(';')[0]](features) => "the service announces that it supports this",
        _ => null,
    };
}
