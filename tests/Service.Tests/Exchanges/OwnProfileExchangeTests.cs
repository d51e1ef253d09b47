using Scim.Protocol.Deviations;

namespace Scim.Service.Tests.Exchanges;

/// <summary>
/// Every exchange of an identity provider with a token of that provider's profile. One that has no profile deviates in nothing, so its exchanges work with <c>strict</c>.
/// </summary>
public sealed class OwnProfileExchangeTests(ExchangeWorld world) : IClassFixture<ExchangeWorld>
{
    // Not a client's habits: what the RFCs say, and what this product decides.
    private static readonly string[] Nobody = ["any", "permit"];

    public static TheoryData<string> Ids => [.. ExchangeFiles.All.Values
        .Where(exchange => ExchangeNeeds.AreMet(exchange) && !Nobody.Contains(exchange.Idp))
        .Select(exchange => exchange.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public Task is_answered_as_the_client_expects_with_its_own_profile(string id)
    {
        var exchange = ExchangeFiles.All[id];
        return world.Play(exchange, world.WithProfile(ProfileOf(exchange.Idp)));
    }

    [Fact]
    public void every_profile_but_generic_and_strict_has_exchanges_of_its_own() =>
        IdpProfiles.BuiltIn.Select(profile => profile.Key).Except(["generic", "strict"])
            .ShouldBeSubsetOf(ExchangeFiles.All.Values.Where(ExchangeNeeds.AreMet).Select(exchange => exchange.Idp).Distinct());

    private static string ProfileOf(string idp) => IdpProfiles.Find(idp) is null ? "strict" : idp;
}
