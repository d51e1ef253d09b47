using Scim.Deployment.Tests.Checks;

namespace Scim.Deployment.Tests.Manifests;

/// <summary>Each overlay is put together, read strictly, and passes each check.</summary>
public sealed class OverlayTests
{
    public static IEnumerable<object[]> OverlaysAndChecks => Overlay.Names.SelectMany(overlay => All.Checks.Keys.Select(check => new object[] { overlay, check }));

    [Theory]
    [MemberData(nameof(OverlaysAndChecks))]
    public async Task an_overlay_passes_a_check(string overlay, string check)
    {
        var manifests = await Overlay.Load(overlay);
        manifests.Workloads.ShouldNotBeEmpty("the manifests were read");
        All.Checks[check](manifests).ShouldBeEmpty();
    }

    [Fact]
    public void there_are_an_overlay_for_development_one_for_production_and_one_with_the_API_apart() =>
        Overlay.Names.ShouldBe(["dev", "prod", "split"]);

    [Fact]
    public async Task an_unknown_field_is_an_error()
    {
        var text = await Overlay.Text("prod");
        text.ShouldContain("readinessProbe:");
        Should.Throw<YamlDotNet.Core.YamlException>(() => Overlay.Parse(text.Replace("readinessProbe:", "readynessProbe:", StringComparison.Ordinal)));
    }
}
