namespace Scim.Service.Tests.Exchanges;

/// <summary>The same exchanges over the legacy base (rule A1), but those that compare the two bases with each other.</summary>
public sealed class LegacyBaseExchangeTests(ExchangeWorld world) : IClassFixture<ExchangeWorld>
{
    public static TheoryData<string> Ids => [.. ExchangeFiles.All.Values
        .Where(exchange => ExchangeNeeds.AreMet(exchange) && !exchange.Needs.Contains("legacy"))
        .Select(exchange => exchange.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public Task A1_is_answered_as_the_client_expects(string id) => world.Play(ExchangeFiles.All[id], world.OverLegacyBase);
}
