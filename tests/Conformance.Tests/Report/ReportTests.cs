using Scim.Architecture.Tests;
using Scim.Conformance.Tests.Requirements;

namespace Scim.Conformance.Tests.Report;

/// <summary>docs/conformance.md says what the ledger says.</summary>
public sealed class ReportTests
{
    private const string Document = "docs/conformance.md";

    [Fact]
    public void the_document_is_the_ledger_rendered()
    {
        var rendered = ConformanceReport.Render(Ledger.Rfcs, Ledger.Of);
        var path = Path.Combine(Repository.Root, Document);
        if (Environment.GetEnvironmentVariable("SCIM_TEST_RENEW") == "1")
        {
            File.WriteAllText(path, rendered);
        }

        (File.Exists(path) ? File.ReadAllText(path) : "").ShouldBe(rendered, "renew it with: SCIM_TEST_RENEW=1 dotnet test tests/Conformance.Tests");
    }

    [Fact]
    public void the_counts_are_those_of_the_rows()
    {
        var page = ConformanceReport.Render(["1"], _ =>
        [
            Requirement.Read("1-2.1-01\t2.1\t7\tMUST\tprovider\tA | B\tX.Y.Some.test_a X.Y.Some.test_b\t"),
            Requirement.Read("1-2.1-02\t2.1\t8\tSHALL NOT\tprovider\tC\t\tgap: not yet"),
            Requirement.Read("1-2.1-03\t2.1\t8\tMUST\tprovider\tC\tX.Y.Some.test_a\tdeviation: otherwise"),
            Requirement.Read("1-2.1-04\t2.1\t8\tMUST\tboth\tC\tX.Y.Some.test_a\tclient: more of it"),
            Requirement.Read("1-3-01\t3\t9\tSHOULD\tclient\tD\t\tclient: theirs"),
        ]);
        page.ShouldContain("| 1 | MUST | 4 | 2 |  |  |  |  |  |  | 1 | 1 |\n");
        page.ShouldContain("| 1 | SHOULD | 1 |  | 1 |  |  |  |  |  |  |  |\n");
        page.ShouldContain("MUSTs that bind this service and have no test: 1 (1 gap).\n");
        page.ShouldContain("2 MUST, 0 SHOULD.\n\n- **gap** 1-2.1-02: not yet\n- **deviation** 1-2.1-03: otherwise\n");
        page.ShouldContain("| 2.1 | 4 | 3 | 0 | 0 |\n| 3 | 0 | 0 | 1 | 0 |\n");
        page.ShouldContain("| 1-2.1-01 | 7 | MUST | provider | A \\| B | tests | `Some.test_a`<br>`Some.test_b` |\n");
    }
}
