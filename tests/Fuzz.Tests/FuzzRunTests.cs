using System.Text;
using Scim.Fuzz.Engine;
using Scim.Protocol.Errors;

namespace Scim.Fuzz.Tests;

/// <summary>A run finds what it is there to find.</summary>
public sealed class FuzzRunTests
{
    [Fact]
    public void an_exception_that_is_no_refusal_is_a_failure_with_its_input() =>
        Run(new Target(input => input.Length > 3 ? throw new FormatException("four") : "short")).Failures
            .ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Input.Length.ShouldBeGreaterThan(3), f => f.What.ShouldStartWith("FormatException: four"));

    [Fact]
    public void a_refusal_is_an_outcome_and_one_that_blames_the_service_a_failure()
    {
        Run(new Target(_ => throw new ScimException(Refusals.FilterSyntax, "no"))).ShouldSatisfyAllConditions(r => r.Failures.ShouldBeEmpty(), r => r.Outcomes.ShouldBe(1), r => r.Accepted.ShouldBe(0));
        Should.Throw<InvalidOperationException>(() => FuzzTarget.Word(new ScimException(Refusals.FilterSyntax, "")));
        Should.Throw<InvalidOperationException>(() => FuzzTarget.Word(new ScimException(Refusals.Unavailable, "the store")));
    }

    [Fact]
    public void an_input_that_takes_too_long_every_time_is_a_failure() => Run(new Target(input =>
    {
        // A seed as it is: the fewer inputs are slow, the sooner the test is through.
        var started = ThreadClock.Now;
        while (input.AsSpan().SequenceEqual("abc"u8) && ThreadClock.Now - started < FuzzRun.Patience * 1.5)
        {
            Thread.SpinWait(100);
        }

        return "";
    })).Failures.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.What.ShouldStartWith("took "), f => f.Input.ShouldBe("abc"u8.ToArray()));

    [Fact]
    public void what_an_input_leaves_behind_is_a_failure()
    {
        var left = new List<byte[]>();
        Run(new Target(_ =>
        {
            left.Add(new byte[FuzzRun.MostGrowth / 100]);
            return "";
        })).Failures.ShouldHaveSingleItem().What.ShouldStartWith("the heap grew by ");
    }

    [Fact]
    public void a_seed_gives_the_same_inputs_again()
    {
        Inputs(7).ShouldBe(Inputs(7));
        Inputs(7).ShouldNotBe(Inputs(8));

        static List<string> Inputs(int seed)
        {
            var seen = new List<string>();
            new FuzzRun(new Target(input => $"{input.Length % 7}"), seed).Run(200, input => seen.Add(Convert.ToBase64String(input)));
            return seen;
        }
    }

    private static FuzzReport Run(Target target) => new FuzzRun(target, 1).Run(400, _ => { });

    private sealed class Target(Func<byte[], string> run) : FuzzTarget
    {
        private readonly Grammar _grammar = new(new Dictionary<string, string[]> { ["a"] = ["x", "y‹a›", "‹=b›"], ["b"] = ["\"", "\\"] });

        public override string Name => "own";

        public override IReadOnlyList<string> Seeds => ["", "abc"];

        public override bool IsJson => false;

        public override int MostBytes => 100;

        public override byte[] Draw(Random random) => Encoding.UTF8.GetBytes(_grammar.Draw("a", random));

        public override string Piece(Random random) => _grammar.Draw("b", random);

        public override string Run(byte[] input) => run(input);
    }
}
