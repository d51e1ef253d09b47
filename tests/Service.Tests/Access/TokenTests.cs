using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Access;

/// <summary>Rules S1 and S3: who is let in at all.</summary>
[Collection(ServiceTests.Name)]
public sealed class TokenTests(ServiceFixture fixture)
{
    private const string Tokens = "/projects/default/environments/dev/tokens";

    [Theory]
    [InlineData("/Users")]
    [InlineData("/Groups")]
    [InlineData("/Me")]
    [InlineData("/ServiceProviderConfig")]
    [InlineData("/ResourceTypes")]
    [InlineData("/Schemas")]
    public async Task S1_every_scim_url_needs_a_token(string path)
    {
        foreach (var caller in (Caller[])[fixture.Scim, fixture.Legacy])
        {
            var reply = (await caller.With(null).Get(path)).ExpectScimError(401, "unauthenticated");
            reply.Header("WWW-Authenticate").ShouldBe("Bearer");
        }
    }

    [Theory]
    [InlineData("scim_unknown")]
    [InlineData("x")]
    public async Task S1_an_unknown_token_is_refused(string token) => (await fixture.Scim.With(token).Get("/Users")).ExpectScimError(401, "unauthenticated");

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer\tx")]
    public async Task S1_another_scheme_or_no_token_is_refused(string authorization) =>
        (await fixture.Scim.With(null).Send("GET", "/Users", null, ("Authorization", authorization))).ExpectScimError(401, "unauthenticated");

    [Theory]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    public async Task the_scheme_may_be_written_in_any_case(string scheme) =>
        (await fixture.Scim.With(null).Send("GET", "/Users?count=0", null, ("Authorization", $"{scheme} {fixture.Scim.Token}"))).Expect(200);

    [Fact]
    public async Task S1_a_token_is_checked_before_the_body_and_the_method()
    {
        (await fixture.Scim.With(null).Send("POST", "/Users", "{broken")).ExpectScimError(401);
        (await fixture.Scim.With(null).Send("TRACE", "/Users")).ExpectScimError(401);
    }

    [Fact]
    public async Task S1_an_expired_token_is_refused()
    {
        var issued = (await fixture.Administration.Post(Tokens, new { description = "short", expiresAt = TimeProvider.System.GetUtcNow().AddSeconds(1) })).Expect(201);
        var caller = fixture.Scim.With(issued.Json.GetProperty("token").GetString());
        await Eventually.Holds("the token has expired", async () => (await caller.Get("/Users?count=0")).Status == 401);
    }

    [Fact]
    public async Task S3_a_revoked_token_is_refused_within_a_second()
    {
        var issued = (await fixture.Administration.Post(Tokens, new { description = "to be revoked" })).Expect(201);
        var caller = fixture.Scim.With(issued.Json.GetProperty("token").GetString());
        (await caller.Get("/Users?count=0")).Expect(200);
        (await fixture.Administration.Delete($"{Tokens}/{issued.Id}")).Expect(204);
        await Eventually.Holds("the token is refused", async () => (await caller.Get("/Users?count=0")).Status == 401, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task S3_a_rotated_token_works_on_for_the_overlap_and_no_longer()
    {
        var old = (await fixture.Administration.Post(Tokens, new { description = "to be rotated" })).Expect(201);
        var caller = fixture.Scim.With(old.Json.GetProperty("token").GetString());
        var rotated = (await fixture.Administration.Post($"{Tokens}/{old.Id}/rotate", new { overlap = 1 })).Expect(201);
        rotated.Id.ShouldNotBe(old.Id);
        (await fixture.Scim.With(rotated.Json.GetProperty("token").GetString()).Get("/Users?count=0")).Expect(200);
        await Eventually.Holds("the old token is refused", async () => (await caller.Get("/Users?count=0")).Status == 401);
        (await fixture.Scim.With(rotated.Json.GetProperty("token").GetString()).Get("/Users?count=0")).Expect(200);
    }

    [Fact]
    public async Task S3_a_secret_is_shown_once()
    {
        var issued = (await fixture.Administration.Post(Tokens, new { description = "shown once" })).Expect(201);
        var secret = issued.Json.GetProperty("token").GetString()!;
        secret.ShouldStartWith("scim_");
        (await fixture.Administration.Get($"{Tokens}/{issued.Id}")).Expect(200).Text.ShouldNotContain(secret);
        (await fixture.Administration.Get($"{Tokens}?limit=1000")).Expect(200).Text.ShouldNotContain(secret);
    }

    [Fact]
    public async Task S3_a_token_records_when_it_was_last_used()
    {
        var issued = (await fixture.Administration.Post(Tokens, new { description = "used" })).Expect(201);
        issued.Json.TryGetProperty("lastUsedAt", out _).ShouldBeFalse();
        (await fixture.Scim.With(issued.Json.GetProperty("token").GetString()).Get("/Users?count=0")).Expect(200);
        await Eventually.Holds(
            "lastUsedAt is set",
            async () => (await fixture.Administration.Get($"{Tokens}/{issued.Id}")).Json.TryGetProperty("lastUsedAt", out _));
    }

    [Fact]
    public async Task S4_administration_refuses_a_scim_token_and_scim_an_administrator_key()
    {
        (await fixture.Administration.With(fixture.Scim.Token).Get("/projects")).ExpectProblem(401, "unauthenticated").Header("WWW-Authenticate").ShouldBe("Bearer");
        (await fixture.Administration.With(null).Get("/projects")).ExpectProblem(401, "unauthenticated");
        (await fixture.Scim.With(fixture.Administration.Token).Get("/Users")).ExpectScimError(401, "unauthenticated");
    }
}
