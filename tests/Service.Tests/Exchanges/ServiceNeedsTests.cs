namespace Scim.Service.Tests.Exchanges;

/// <summary>No exchange is left out but for a feature that the service says it lacks.</summary>
public sealed class ServiceNeedsTests(ExchangeWorld world) : IClassFixture<ExchangeWorld>
{
    [Fact]
    public async Task exactly_the_features_that_the_service_does_not_announce_are_unmet()
    {
        var answer = await world.Get(world.OverTenantBase.Main + "/ServiceProviderConfig");
        answer.Status.ShouldBe(200);

        bool Announces(string path) => JsonPath.Select(answer.Json!.Value, path).Nodes is [{ ValueKind: System.Text.Json.JsonValueKind.True }];
        var optional = new Dictionary<string, string>
        {
            ["bulk"] = "$.bulk.supported",
            ["sort"] = "$.sort.supported",
            ["etag"] = "$.etag.supported",
            ["cursor"] = "$.pagination.cursor",
        };
        optional.Where(feature => !Announces(feature.Value)).Select(feature => feature.Key).Append(Announces("$.bulk.supported") ? "no-bulk" : "bulk").Distinct()
            .ShouldBe(ExchangeNeeds.Unmet, ignoreOrder: true);
    }
}
