namespace Scim.Service.Tests.Exchanges;

/// <summary>Every recorded exchange over a tenant base (rule A2).</summary>
public sealed class TenantBaseExchangeTests(ExchangeWorld world) : IClassFixture<ExchangeWorld>
{
    public static TheoryData<string> Ids => [.. ExchangeFiles.All.Values.Where(ExchangeNeeds.AreMet).Select(exchange => exchange.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public Task A2_is_answered_as_the_client_expects(string id) => world.Play(ExchangeFiles.All[id], world.OverTenantBase);
}
