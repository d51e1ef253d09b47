using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Scim.Grains.Interfaces.Access;
using Scim.Grains.Interfaces.Keys;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Point 29: <c>/Me</c> over the wire, for a token that stands for a user (RFC 7644 §3.11).</summary>
[Collection(ServiceTests.Name)]
public sealed class P29_MeTests(ServiceFixture fixture)
{
    private const string Tokens = "/projects/default/environments/dev/tokens";

    [Fact]
    public async Task me_is_the_user_as_under_its_own_url()
    {
        var user = await fixture.CreateUser();
        var me = await Me(user);

        var answer = (await me.Get("/Me")).Expect(200);

        var direct = (await fixture.Scim.Get($"/Users/{user}")).Expect(200);
        answer.Text.ShouldBe(direct.Text);
        foreach (var header in new[] { "Location", "Content-Location", "ETag" })
        {
            answer.Header(header).ShouldBe(direct.Header(header), header);
        }

        answer.Json.GetProperty("meta").GetProperty("location").GetString().ShouldBe($"{fixture.Scim.BaseUrl}/Users/{user}");
        (await me.At(fixture.Legacy.BaseUrl).Get("/Me")).Expect(200).Header("Location").ShouldBe($"{fixture.Legacy.BaseUrl}/Users/{user}");
        (await me.Get("/Me?attributes=userName")).Expect(200).Json.TryGetProperty("active", out _).ShouldBeFalse();
        (await me.Send("HEAD", "/Me")).Expect(200).Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task me_is_replaced_patched_and_deleted()
    {
        var user = await fixture.CreateUser();
        var me = await Me(user);
        var userName = ServiceFixture.Fresh("renamed");

        (await me.Put("/Me", new { userName, title = "Lead" })).Expect(200).Id.ShouldBe(user);
        (await fixture.Scim.Get($"/Users/{user}")).Expect(200).Json.GetProperty("title").GetString().ShouldBe("Lead");
        var patched = (await me.Patch("/Me", new { op = "replace", path = "title", value = "Head" })).Expect(200);
        patched.Text.ShouldBe((await fixture.Scim.Get($"/Users/{user}")).Text);
        (await me.Delete("/Me")).Expect(204);
        (await fixture.Scim.Get($"/Users/{user}")).ExpectScimError(404);
    }

    [Fact]
    public async Task a_version_is_asked_for_and_a_profile_holds_as_under_the_users_own_url()
    {
        var user = await fixture.CreateUser();
        var me = await Me(user, "strict");
        var tag = (await me.Get("/Me")).Expect(200).Header("ETag")!;
        var patch = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"title","value":"x"}]}""";

        (await me.Send("GET", "/Me", null, ("If-None-Match", tag))).Expect(304);
        (await me.Send("PATCH", "/Me", Caller.Json(patch), ("If-Match", "W/\"0.0\""))).ExpectScimError(412, "precondition-failed");
        (await me.Send("DELETE", "/Me", null, ("If-Match", "W/\"0.0\""))).ExpectScimError(412, "precondition-failed");
        (await me.Send("PATCH", "/Me", patch.Replace("\"replace\"", "\"Replace\""))).ExpectScimError(400, "patch-syntax");
        (await me.Send("PATCH", "/Me", Caller.Json(patch), ("If-Match", tag))).Expect(200);
    }

    [Fact]
    public async Task every_answer_has_the_location_of_the_user()
    {
        var user = await fixture.CreateUser();
        var me = await Me(user);
        var location = $"{fixture.Scim.BaseUrl}/Users/{user}";

        foreach (var answer in new[]
        {
            (await me.Get("/Me")).Expect(200),
            (await me.Put("/Me", new { userName = ServiceFixture.Fresh("me") })).Expect(200),
            (await me.Patch("/Me", new { op = "replace", path = "title", value = "x" })).Expect(200),
            (await me.Send("PUT", "/Me", "{}")).ExpectScimError(400),
            (await me.Post("/Me", new { userName = ServiceFixture.Fresh("me") })).ExpectScimError(501),
            (await me.Get("/Me?attributes=userName&excludedAttributes=title")).ExpectScimError(400),
            (await me.Patch("/Me", new { op = "replace", path = "id", value = "x" })).ExpectScimError(400, "read-only-attribute"),
            (await me.Delete("/Me")).Expect(204),
            (await me.Get("/Me")).ExpectScimError(404, "user-missing"),
        })
        {
            answer.Header("Location").ShouldBe(location, answer.Text);
        }
    }

    [Fact]
    public async Task nobody_is_created_as_me_and_other_methods_are_unknown()
    {
        var me = await Me(await fixture.CreateUser());
        (await me.Post("/Me", new { userName = ServiceFixture.Fresh("me") })).ExpectScimError(501, "not-implemented");
        (await me.Send("OPTIONS", "/Me")).ExpectScimError(405, "method-not-allowed").Header("Allow").ShouldBe("GET, HEAD, POST, PUT, PATCH, DELETE");
    }

    [Fact]
    public async Task U6_a_user_who_is_not_active_is_refused_and_cannot_become_active_again()
    {
        var user = await fixture.CreateUser();
        var me = await Me(user);
        (await fixture.Scim.Patch($"/Users/{user}", new { op = "replace", path = "active", value = false })).Expect(200);

        (await me.Get("/Me")).ExpectScimError(403, "user-inactive");
        (await me.Patch("/Me", new { op = "replace", path = "active", value = true })).ExpectScimError(403, "user-inactive");
        (await me.Put("/Me", new { userName = ServiceFixture.Fresh("me"), active = true })).ExpectScimError(403, "user-inactive");
        (await me.Delete("/Me")).ExpectScimError(403, "user-inactive");

        (await fixture.Scim.Get($"/Users/{user}")).Expect(200).Json.GetProperty("active").GetBoolean().ShouldBeFalse();
        (await fixture.Scim.Patch($"/Users/{user}", new { op = "replace", path = "active", value = true })).Expect(200);
        (await me.Get("/Me")).Expect(200);
    }

    [Fact]
    public async Task the_token_of_a_deleted_user_finds_nobody_even_under_the_same_user_name()
    {
        var userName = ServiceFixture.Fresh("me");
        var user = await fixture.CreateUser(userName);
        var me = await Me(user);
        (await fixture.Scim.Delete($"/Users/{user}")).Expect(204);
        await fixture.CreateUser(userName);

        foreach (var answer in new[]
        {
            await me.Get("/Me"), await me.Put("/Me", new { userName }), await me.Patch("/Me", new { op = "replace", path = "title", value = "x" }), await me.Delete("/Me"),
        })
        {
            answer.ExpectScimError(404, "user-missing");
        }
    }

    [Fact]
    public async Task S2_the_token_has_discovery_beside_me_and_nothing_else()
    {
        var user = await fixture.CreateUser();
        var me = await Me(user);
        (await me.Get("/ServiceProviderConfig")).Expect(200);
        (await me.Get("/Schemas")).Expect(200);
        (await me.Get("/ResourceTypes/User")).Expect(200);
        (await me.Get($"/Users/{user}")).ExpectScimError(403, "out-of-scope");
        (await me.Get("/Groups")).ExpectScimError(403, "out-of-scope");
        (await me.Post("/Bulk", new { Operations = new[] { new { method = "DELETE", path = $"/Users/{user}" } } })).ExpectScimError(403, "out-of-scope");
    }

    [Fact]
    public async Task an_api_process_of_an_earlier_version_does_not_know_the_token()
    {
        var me = await Me(await fixture.CreateUser());
        var access = fixture.Service.Services.GetRequiredService<IGrainFactory>().Access();
        (await access.Check(Hash(me))).ShouldBe(AccessDecision.Unknown);
        (await access.Authenticate(Hash(me))).ShouldBeNull();
        (await access.Decide(Hash(me))).Grant!.UserId.ShouldNotBeNull();
        (await access.Check(Hash(fixture.Scim))).Grant.ShouldNotBeNull();

        static byte[] Hash(Caller caller) => SHA256.HashData(Encoding.UTF8.GetBytes(caller.Token!));
    }

    [Fact]
    public async Task a_token_shows_its_user_and_a_rotation_keeps_it()
    {
        var user = await fixture.CreateUser();
        var issued = (await fixture.Administration.Post(Tokens, new { tenant = "default", description = "me", user })).Expect(201);
        issued.Json.GetProperty("user").GetString().ShouldBe(user);
        (await fixture.Administration.Get($"{Tokens}/{issued.Id}")).Expect(200).Json.GetProperty("user").GetString().ShouldBe(user);

        var rotated = (await fixture.Administration.Send("POST", $"{Tokens}/{issued.Id}/rotate", "{}")).Expect(201);

        rotated.Json.GetProperty("user").GetString().ShouldBe(user);
        (await fixture.Scim.With(rotated.Json.GetProperty("token").GetString()).Get("/Me")).Expect(200).Id.ShouldBe(user);
    }

    [Fact]
    public async Task the_token_of_a_deleted_user_has_no_successor()
    {
        var user = await fixture.CreateUser();
        var issued = (await fixture.Administration.Post(Tokens, new { tenant = "default", description = "me", user })).Expect(201);
        (await fixture.Scim.Delete($"/Users/{user}")).Expect(204);

        (await fixture.Administration.Send("POST", $"{Tokens}/{issued.Id}/rotate", "{}")).ExpectProblem(409, "token-inactive");

        (await fixture.Scim.With(issued.Json.GetProperty("token").GetString()).Get("/Me")).ExpectScimError(404, "user-missing");
        (await fixture.Administration.Delete($"{Tokens}/{issued.Id}")).Expect(204);
    }

    [Fact]
    public async Task a_token_for_nobody_or_for_no_tenant_is_refused()
    {
        var user = await fixture.CreateUser();
        (await fixture.Administration.Post(Tokens, new { tenant = "default", description = "me", user = Guid.CreateVersion7() })).ExpectProblem(400, "token-user-missing");
        (await fixture.Administration.Post(Tokens, new { description = "me", user })).ExpectProblem(400, "missing-value");
        (await fixture.Administration.Post(Tokens, new { tenant = "default", description = "me", user = "ann" })).ExpectProblem(400, "malformed-json");
        var key = ServiceFixture.Fresh("e");
        (await fixture.Administration.Post("/projects/default/environments", new { key, name = key })).Expect(201);
        (await fixture.Administration.Post($"/projects/default/environments/{key}/tokens", new { tenant = "default", description = "me", user })).ExpectProblem(400, "token-user-missing");
    }

    private async Task<Caller> Me(string user, string? idp = null)
    {
        var issued = (await fixture.Administration.Post(Tokens, new { tenant = "default", description = "me", user, idp })).Expect(201);
        return fixture.Scim.With(issued.Json.GetProperty("token").GetString());
    }
}
