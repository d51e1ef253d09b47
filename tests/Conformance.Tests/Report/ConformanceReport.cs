using System.Text;
using Scim.Conformance.Tests.Requirements;

namespace Scim.Conformance.Tests.Report;

/// <summary>Renders the ledger as <c>docs/conformance.md</c>.</summary>
internal static class ConformanceReport
{
    private static readonly string[] Kinds = [.. LedgerRules.Kinds.Keys];

    public static string Render(IReadOnlyList<string> rfcs, Func<string, IReadOnlyList<Requirement>> of)
    {
        var page = new StringBuilder();
        var all = rfcs.SelectMany(of).ToList();
        Introduction(page);
        Totals(page, rfcs, of);
        Open(page, all);
        foreach (var rfc in rfcs)
        {
            Rfc(page, rfc, of(rfc));
        }

        return page.ToString();
    }

    private static void Introduction(StringBuilder page)
    {
        page.Append("""
            # Conformance

            Each MUST and SHOULD (with SHALL, REQUIRED, RECOMMENDED and their NOT forms) of RFC 7643, RFC 7644 and RFC 9865, with the tests that prove it, or the reason why none does.
            This page is generated from `tests/Conformance.Tests/Requirements`, which has the full names of the tests; RFC 9865 is counted by the lines of its draft.
            After a change there, renew it: `SCIM_TEST_RENEW=1 dotnet test tests/Conformance.Tests`.

            Whom a requirement binds:


            """);
        Meanings(page, LedgerRules.Bound);
        page.Append("\nWhy a requirement has no test, or more to be said than its tests do:\n\n");
        Meanings(page, LedgerRules.Kinds);
    }

    private static void Meanings(StringBuilder page, IReadOnlyDictionary<string, string> words)
    {
        foreach (var (word, meaning) in words)
        {
            page.Append($"- **{word}**: {meaning}\n");
        }
    }

    private static void Totals(StringBuilder page, IReadOnlyList<string> rfcs, Func<string, IReadOnlyList<Requirement>> of)
    {
        page.Append($"\n## Totals\n\n| RFC | level | all | tests | {string.Join(" | ", Kinds)} |\n|---|---|{string.Concat(Enumerable.Repeat("---|", Kinds.Length + 2))}\n");
        foreach (var rfc in rfcs)
        {
            foreach (var isAbsolute in (bool[])[true, false])
            {
                var rows = of(rfc).Where(row => row.IsAbsolute == isAbsolute).ToList();
                page.Append($"| {rfc} | {(isAbsolute ? "MUST" : "SHOULD")} | {rows.Count} | {Counts(rows)} |\n");
            }
        }

        var untested = rfcs.SelectMany(of).Where(row => row is { IsAbsolute: true, Binds: "provider" or "both", Tests.Count: 0 }).ToList();
        var kinds = untested.CountBy(row => row.Status, StringComparer.Ordinal).OrderByDescending(kind => kind.Value).Select(kind => $"{kind.Value} {kind.Key}");
        page.Append($"\nMUSTs that bind this service and have no test: {untested.Count}{(untested.Count == 0 ? "" : $" ({string.Join(", ", kinds)})")}.\n");
    }

    private static string Counts(IReadOnlyList<Requirement> rows) =>
        string.Join(" | ", Kinds.Prepend("tests").Select(status => rows.Count(row => row.Status == status)).Select(count => count == 0 ? "" : $"{count}"));

    private static void Open(StringBuilder page, IReadOnlyList<Requirement> all)
    {
        var open = all.Where(row => row.Status is "gap" or "deviation").ToList();
        page.Append($"\n## What the service does not do as the RFCs say\n\n{open.Count(row => row.IsAbsolute)} MUST, {open.Count(row => !row.IsAbsolute)} SHOULD.\n\n");
        foreach (var reason in open.GroupBy(row => row.Reason, StringComparer.Ordinal))
        {
            page.Append($"- **{reason.First().Status}** {string.Join(", ", reason.Select(row => row.Id))}: {reason.First().Why}\n");
        }
    }

    private static void Rfc(StringBuilder page, string rfc, IReadOnlyList<Requirement> rows)
    {
        page.Append($"\n## RFC {rfc}\n\n| section | MUST | of these with tests | SHOULD | of these with tests |\n|---|---|---|---|---|\n");
        var sections = rows.GroupBy(row => row.Section, StringComparer.Ordinal).ToList();
        foreach (var section in sections)
        {
            var (must, should) = (section.Where(row => row.IsAbsolute).ToList(), section.Where(row => !row.IsAbsolute).ToList());
            page.Append($"| {section.Key} | {must.Count} | {must.Count(row => row.Tests.Count > 0)} | {should.Count} | {should.Count(row => row.Tests.Count > 0)} |\n");
        }

        foreach (var section in sections)
        {
            page.Append($"\n### RFC {rfc} §{section.Key}\n\n| id | line | keyword | binds | requirement | status | tests, reason |\n|---|---|---|---|---|---|---|\n");
            foreach (var row in section)
            {
                page.Append($"| {row.Id} | {row.Line} | {row.Keyword} | {row.Binds} | {Cell(row.Text)} | {row.Status} | {Proof(row)} |\n");
            }
        }
    }

    private static string Proof(Requirement row) =>
        string.Join("<br>", row.Tests.Select(Short).Concat(row.Reason.Length == 0 ? [] : [Cell(row.Why)]));

    // The class and the method are enough to find it.
    private static string Short(string test)
    {
        var parts = test.Split('.');
        return $"`{parts[^2]}.{parts[^1]}`";
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
