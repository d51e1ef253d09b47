using Scim.Protocol.Deviations;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Profiles;

/// <summary>The profile of a token over the administration API.</summary>
[Collection(ServiceTests.Name)]
public sealed class TokenProfileTests(ServiceFixture fixture)
{
    private const string Tokens = "/projects/default/environments/dev/tokens";

    [Fact]
    public async Task a_token_names_its_identity_provider_and_a_rotation_keeps_it()
    {
        var issued = (await fixture.Administration.Send("POST", Tokens, """{"description":"Entra","idp":"entra","deviations":{"boolean-as-text":false,"blank-path":true}}""")).Expect(201);
        var rotated = (await fixture.Administration.Send("POST", $"{Tokens}/{issued.Id}/rotate", "{}")).Expect(201);
        var listed = (await fixture.Administration.Get($"{Tokens}?limit=1000")).Expect(200).Json.GetProperty("items").EnumerateArray().Single(token => token.GetProperty("id").GetString() == issued.Id);

        foreach (var token in new[] { issued.Json, rotated.Json, (await fixture.Administration.Get($"{Tokens}/{rotated.Id}")).Expect(200).Json, listed })
        {
            token.GetProperty("idp").GetString().ShouldBe("entra");
            token.GetProperty("deviations").GetRawText().ShouldBe("""{"boolean-as-text":false,"blank-path":true}""");
        }

        var scim = fixture.Scim.With(rotated.Json.GetProperty("token").GetString());
        var user = await fixture.CreateUser();
        (await scim.Patch($"/Users/{user}", new { op = "Replace", path = "active", value = "False" })).ExpectScimError(400, "wrong-type");
        (await scim.Patch($"/Users/{user}", new { op = "Replace", path = "", value = new { active = false } })).Expect(200);
    }

    [Theory]
    [InlineData("""{"description":"x"}""")]
    [InlineData("""{"description":"x","idp":null,"deviations":null}""")]
    [InlineData("""{"description":"x","idp":"generic","deviations":{}}""")]
    public async Task a_token_that_names_none_is_generic(string body)
    {
        var issued = (await fixture.Administration.Send("POST", Tokens, body)).Expect(201).Json;
        issued.GetProperty("idp").GetString().ShouldBe("generic");
        issued.TryGetProperty("deviations", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"description":"x","idp":"nobody"}""", "idp-profile-unknown")]
    [InlineData("""{"description":"x","idp":""}""", "idp-profile-unknown")]
    [InlineData("""{"description":"x","idp":"okta","deviations":{"nothing":true}}""", "idp-profile-unknown")]
    [InlineData("""{"description":"x","deviations":{"blank-path":null}}""", "malformed-json")]
    [InlineData("""{"description":"x","deviations":["blank-path"]}""", "malformed-json")]
    [InlineData("""{"description":"x","deviations":{"blank-path":true,"blank-path":false}}""", "malformed-json")]
    public async Task what_is_unknown_is_a_problem_and_no_token(string body, string refusal)
    {
        var before = (await fixture.Administration.Get($"{Tokens}?limit=1")).Expect(200).Json.GetProperty("total").GetInt32();
        (await fixture.Administration.Send("POST", Tokens, body)).ExpectProblem(400, refusal);
        (await fixture.Administration.Get($"{Tokens}?limit=1")).Expect(200).Json.GetProperty("total").GetInt32().ShouldBe(before);
    }

    [Fact]
    public async Task the_problem_lists_what_there_is()
    {
        var profiles = (await fixture.Administration.Send("POST", Tokens, """{"description":"x","idp":"nobody"}""")).Detail;
        var deviations = (await fixture.Administration.Send("POST", Tokens, """{"description":"x","deviations":{"nothing":true}}""")).Detail;
        IdpProfiles.BuiltIn.ShouldAllBe(profile => profiles.Contains($"'{profile.Key}'"));
        Deviation.All.ShouldAllBe(deviation => deviations.Contains($"'{deviation.Name}'"));
    }
}
