using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Exchanges;

namespace Scim.Cluster.Tests.Exchanges;

/// <summary>What identity providers send, over both bases, to three nodes, each request through another: what was written through one is there in the next request through any.</summary>
[Collection(ClusterTests.Name)]
public sealed class ClusterExchangeTests(ClusterExchangeWorld world) : IClassFixture<ClusterExchangeWorld>
{
    public static TheoryData<string> OverATenantBase => [.. ExchangeFiles.All.Values.Where(ExchangeNeeds.AreMet).Select(exchange => exchange.Id)];

    public static TheoryData<string> OverTheLegacyBase => [.. ExchangeFiles.All.Values
        .Where(exchange => ExchangeNeeds.AreMet(exchange) && !exchange.Needs.Contains("legacy"))
        .Select(exchange => exchange.Id)];

    [Theory]
    [MemberData(nameof(OverATenantBase))]
    public Task A2_is_answered_as_the_client_expects_through_any_nodes(string id) => world.Play(ExchangeFiles.All[id], world.OverTenantBase);

    [Theory]
    [MemberData(nameof(OverTheLegacyBase))]
    public Task A1_is_answered_as_the_client_expects_through_any_nodes(string id) => world.Play(ExchangeFiles.All[id], world.OverTenantBase.OverLegacyBase());
}
