using System.Text;
using Scim.Fuzz.Engine;
using Scim.Fuzz.Targets;

namespace Scim.Fuzz.Tests;

/// <summary>Some thousand inputs of each target, as <c>scripts/fuzz.sh</c> runs a million: no fault, no slow input, no growth.</summary>
public sealed class FuzzTargetTests
{
    private const int Inputs = 5_000;

    [Theory]
    [InlineData("filter")]
    [InlineData("path")]
    [InlineData("json")]
    [InlineData("patch")]
    [InlineData("bulk")]
    [InlineData("cursor")]
    public async Task no_input_is_a_fault_or_slow_or_kept(string name)
    {
        var seed = Random.Shared.Next();
        var target = FuzzTargets.All.Single(one => one.Name == name);
        var file = Path.GetTempFileName();
        using (var last = new LastInput(file))
        {
            var report = await Watchdog.Run(new FuzzRun(target, seed), Inputs, last);

            report.Failures.Select(failure => $"{failure.What}\n{Convert.ToBase64String(failure.Input)}\n{Encoding.UTF8.GetString(failure.Input)}").ShouldBeEmpty($"seed {seed}");
            report.Accepted.ShouldBeGreaterThan(Inputs / 50, "inputs get through: the target is fed with what it reads");
            report.Outcomes.ShouldBeGreaterThan(5);
        }

        File.Delete(file);
    }

    [Fact]
    public void every_target_is_run_here() => FuzzTargets.All.Select(target => target.Name).ShouldBe(["filter", "path", "json", "patch", "bulk", "cursor"]);
}
