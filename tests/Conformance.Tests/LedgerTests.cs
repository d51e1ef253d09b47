using Scim.Conformance.Tests.Requirements;
using Scim.Protocol.Discovery;

namespace Scim.Conformance.Tests;

/// <summary>The ledger of requirements is complete, and what it says of tests and features is so.</summary>
public sealed class LedgerTests
{
    [Theory]
    [InlineData("7643", 174, 164)]
    [InlineData("7644", 200, 192)]
    [InlineData("9865", 19, 19)]
    public void every_keyword_of_an_rfc_is_in_the_ledger_once(string rfc, int found, int demanding)
    {
        var keywords = Ledger.Found(rfc);
        keywords.Count.ShouldBe(found);
        var requirements = keywords.Where(keyword => keyword.IsRequirement).Select(keyword => (keyword.Line, keyword.Keyword)).ToList();
        requirements.Count.ShouldBe(demanding);
        Ledger.Of(rfc).Select(row => (row.Line, row.Keyword)).ShouldBe(requirements);
    }

    [Fact]
    public void an_id_is_the_rfc_the_section_and_a_running_number()
    {
        foreach (var rfc in Ledger.Rfcs)
        {
            foreach (var section in Ledger.Of(rfc).GroupBy(row => row.Section, StringComparer.Ordinal))
            {
                section.Select(row => row.Id).ShouldBe(Enumerable.Range(1, section.Count()).Select(number => $"{rfc}-{section.Key}-{number:D2}"));
            }
        }
    }

    [Fact]
    public void every_requirement_has_tests_that_exist_or_a_reason_that_holds() =>
        LedgerRules.Problems(Ledger.All, TestNames.All, new ServiceProviderFeatures()).ShouldBeEmpty();

    [Fact]
    public void every_must_that_binds_the_service_has_a_test() =>
        Ledger.All.Where(row => row is { IsAbsolute: true, Binds: "provider" or "both", Tests.Count: 0 }).Select(row => row.Id).ShouldBeEmpty();

    [Theory]
    [InlineData("X-1-01\t1\t7\tMUST\tprovider\tIt does so.\tA.B.c\t", null)]
    [InlineData("X-1-01\t1\t7\tMUST\tprovider\tIt does so.\t\t", "neither tests nor a reason")]
    [InlineData("X-1-01\t1\t7\tSHOULD\tprovider\tIt does so.\t\t", "neither tests nor a reason")]
    [InlineData("X-1-01\t1\t7\tMUST\tprovider\tIt does so.\tA.B.c A.B.d\t", "names A.B.d, which is no test")]
    [InlineData("X-1-01\t1\t7\tMUST\tnobody\tIt does so.\tA.B.c\t", "binds 'nobody'")]
    [InlineData("X-1-01\t1\t7\tMUST\tprovider\tIt does so.\t\tbecause", "'because' is no kind of reason")]
    [InlineData("X-1-01\t1\t7\tMUST\tprovider\tIt does so.\t\tgap: ", "the reason says nothing")]
    [InlineData("X-1-01\t1\t7\tMUST NOT\tprovider\tIt does so.\t\tchoice: we like it", "a MUST NOT leaves no choice")]
    [InlineData("X-1-01\t1\t7\tNOT RECOMMENDED\tprovider\tIt does so.\t\tchoice: we like it", null)]
    [InlineData("X-1-01\t1\t7\tSHALL\tprovider\tIt does so.\t\tclient: it is theirs", "it binds the service")]
    [InlineData("X-1-01\t1\t7\tSHALL\tprovider\tIt does so.\t\tunsupported: bulk", null)]
    [InlineData("X-1-01\t1\t7\tSHALL\tprovider\tIt does so.\t\tunsupported: sort", "the service announces that it supports this")]
    [InlineData("X-1-01\t1\t7\tSHALL\tprovider\tIt does so.\t\tunsupported: dancing", "names no optional feature")]
    public void a_row_that_is_wrong_is_found(string row, string? problem)
    {
        var problems = LedgerRules.Problems([Requirement.Read(row)], new HashSet<string> { "A.B.c" }, new ServiceProviderFeatures { Bulk = false, Sort = true }).ToList();
        if (problem is null)
        {
            problems.ShouldBeEmpty();
        }
        else
        {
            problems.ShouldHaveSingleItem().ShouldContain(problem);
        }
    }

    [Fact]
    public void a_doubled_id_is_found()
    {
        var row = Requirement.Read("X-1-01\t1\t7\tMUST\tprovider\tIt does so.\t\tgap: not yet");
        LedgerRules.Problems([row, row], new HashSet<string>(), new ServiceProviderFeatures()).ShouldHaveSingleItem().ShouldContain("2 times");
    }

    [Fact]
    public void a_test_is_a_public_method_that_runs()
    {
        TestNames.All.Count.ShouldBeGreaterThan(500, "the sources were read");
        TestNames.All.ShouldContain("Scim.Conformance.Tests.LedgerTests.a_test_is_a_public_method_that_runs");
        TestNames.In([
            "namespace A.B;", "public sealed class C(X x)", "{",
            "    [Fact]", "    public void one() =>", "    public void helper()", "    [Theory]", "    [InlineData(1)]", "    public async Task two(int n)",
            "    [Fact(Skip = \"no\")]", "    public void three()", "    // [Fact]", "    public void four()", "}",
        ]).ShouldBe(["A.B.C.one", "A.B.C.two"]);
    }
}
