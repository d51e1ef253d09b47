using Scim.Deployment.Tests.Checks;
using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Mutations;

/// <summary>Each check is shown to fail on the mistakes that it is there for.</summary>
public sealed class MutationTests
{
    private static readonly Mutation[] Every =
        [.. SelectorMutations.All, .. PortMutations.All, .. ReferenceMutations.All, .. SettingMutations.All, .. SecurityMutations.All, .. LifecycleMutations.All, .. TrafficMutations.All];

    public static IEnumerable<object[]> Numbers => Every.Select((mutation, number) => new object[] { number, mutation.Check, mutation.Finding });

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task a_mistake_is_found(int number, string check, string finding)
    {
        var mutation = Every[number];
        var manifests = await Overlay.Load(mutation.Overlay);
        All.Checks[check](manifests).ShouldNotContain(said => said.Contains(finding, StringComparison.Ordinal), "before the mistake");

        mutation.Mistake(manifests);

        All.Checks[check](manifests).ShouldContain(said => said.Contains(finding, StringComparison.Ordinal));
    }

    [Fact]
    public void every_check_is_shown_to_fail() => All.Checks.Keys.Except(Every.Select(mutation => mutation.Check)).ShouldBeEmpty();
}
