using System.Text;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Points 1 to 4: media types, access, errors, letter case and what else is tolerated.</summary>
[Collection(ServiceTests.Name)]
public sealed class P01_TransportTests(ServiceFixture fixture)
{
    private Caller Scim => fixture.Scim;

    [Theory]
    [InlineData("application/scim+json")]
    [InlineData("application/json")]
    [InlineData("*/*")]
    [InlineData("application/json;q=0.5, text/html")]
    public async Task whatever_is_accepted_the_answer_is_scim_json(string accept)
    {
        var user = await fixture.CreateUser();
        (await Scim.Send("GET", $"/Users/{user}", null, ("Accept", accept))).Expect(200).Header("Content-Type").ShouldBe("application/scim+json");
        (await Scim.Send("GET", $"/Users/{Wire.Unknown}", null, ("Accept", accept))).ExpectScimError(404);
    }

    [Theory]
    [InlineData("/Users")]
    [InlineData("/Groups")]
    [InlineData("/Users/" + Wire.Unknown)]
    [InlineData("/ServiceProviderConfig")]
    [InlineData("/ResourceTypes")]
    [InlineData("/Schemas")]
    [InlineData("/Me")]
    [InlineData("/Bulk")]
    public async Task without_a_valid_token_the_answer_is_401_with_a_challenge(string path)
    {
        foreach (var token in (string?[])[null, "unknown", fixture.Service.Secrets.AdminKey])
        {
            (await Scim.With(token).Get(path)).ExpectScimError(401, "unauthenticated").Header("WWW-Authenticate").ShouldNotBeNull().ShouldStartWith("Bearer");
        }
    }

    [Fact]
    public async Task a_token_in_the_query_is_no_credential() =>
        (await Scim.With(null).Get($"/Users?access_token={Scim.Token}")).ExpectScimError(401);

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task an_unknown_id_and_an_unknown_url_are_404_for_every_method(string method)
    {
        var body = method switch
        {
            "PUT" => """{"userName":"nobody","displayName":"Nobody"}""",
            "PATCH" => """{"Operations":[{"op":"replace","path":"displayName","value":"x"}]}""",
            _ => null,
        };
        foreach (var path in (string[])[$"/Users/{Wire.Unknown}", $"/Groups/{Wire.Unknown}", "/Users/17", "/Gadgets", $"/Users/{Wire.Unknown}/groups"])
        {
            (await Scim.Send(method, path, body)).ExpectScimError(404).Has("scimType").ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("""{"userName":"a",}""")]
    [InlineData("""{"userName":"a"} {}""")]
    [InlineData("""{"userName":"a","userName":"b"}""")]
    [InlineData("""{"userName":"a","USERNAME":"b"}""")]
    [InlineData("""{'userName':'a'}""")]
    [InlineData("""{/* no comment */"userName":"a"}""")]
    [InlineData("""{"userName":NaN}""")]
    [InlineData("""{"userName":"\ud800"}""")]
    public async Task malformed_json_is_invalid_syntax(string body) =>
        (await Scim.Post("/Users", body)).ExpectScimError(400).ScimType.ShouldBe("invalidSyntax");

    [Theory]
    [InlineData("gzip", 415)]
    [InlineData("br", 415)]
    [InlineData("identity", 201)]
    public async Task a_compressed_body_is_never_unpacked(string encoding, int status)
    {
        using var content = Caller.Json($$"""{"userName":"{{ServiceFixture.Fresh("user")}}"}""");
        content.Headers.ContentEncoding.Add(encoding);
        var reply = (await Scim.Send("POST", "/Users", content)).Expect(status);
        if (status == 415)
        {
            reply.ExpectScimError(415, "unsupported-media-type");
        }
    }

    [Fact]
    public async Task bytes_that_are_no_utf8_are_invalid_syntax()
    {
        using var content = new ByteArrayContent([.. Encoding.UTF8.GetBytes("{\"userName\":\""), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\"}")]);
        content.Headers.ContentType = new("application/scim+json");
        (await Scim.Send("POST", "/Users", content)).ExpectScimError(400).ScimType.ShouldBe("invalidSyntax");
    }

    [Fact]
    public async Task names_and_urns_are_read_in_any_letter_case_and_written_in_their_own()
    {
        var created = (await Scim.Post(
            "/USERS",
            $$$"""
            {"SCHEMAS":["{{{Wire.User.ToUpperInvariant()}}}"],"USERNAME":"{{{ServiceFixture.Fresh("user")}}}","NAME":{"givenname":"Ada"},
             "eMails":[{"VALUE":"a@x","Type":"work","PRIMARY":true}],"{{{Wire.Enterprise.ToUpperInvariant()}}}":{"EMPLOYEENUMBER":"7"}}
            """)).Expect(201);
        created.Get("name").ShouldBeJson("""{"givenName":"Ada"}""");
        created.Get("emails").ShouldBeJson("""[{"value":"a@x","type":"work","primary":true}]""");
        created.Get(Wire.Enterprise).ShouldBeJson("""{"employeeNumber":"7"}""");
        var patched = (await Scim.Send(
            "PATCH", $"/users/{created.Id}", $$"""{"operations":[{"OP":"RePlace","PATH":"{{Wire.User.ToUpperInvariant()}}:NAME.GIVENNAME","VALUE":"Eve"}]}""")).Expect(200);
        patched.Get("name").ShouldBeJson("""{"givenName":"Eve"}""");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("?")]
    [InlineData("?attributes=")]
    [InlineData("?&")]
    [InlineData("?excludedAttributes=&attributes=&")]
    [InlineData("?aadOptscim062020")]
    [InlineData("/?unknown=parameter")]
    public async Task what_clients_leave_on_a_url_is_tolerated(string tail)
    {
        var user = await Scim.NewUser();
        (await Scim.Get($"/Users/{user.Id}{tail}")).Expect(200).Text.ShouldBe(user.Text);
        (await Scim.Get($"/Groups{tail}")).Expect(200);
        (await Scim.Send("PUT", $"/Users/{user.Id}{tail}", $$"""{"userName":"{{user.Get("userName").GetString()}}"}""")).Expect(200).Text.ShouldBe(user.Text);
    }

    [Theory]
    [InlineData("/Users?count=2")]
    [InlineData("/ServiceProviderConfig")]
    [InlineData("/Schemas/" + Wire.User)]
    public async Task head_answers_what_get_does_without_the_body(string path)
    {
        await fixture.CreateUser();
        var get = (await Scim.Get(path)).Expect(200);
        var head = (await Scim.Send("HEAD", path)).Expect(200);
        head.Text.ShouldBeEmpty();
        head.Header("Content-Length").ShouldBe(get.Header("Content-Length"));
        head.Header("Content-Type").ShouldBe("application/scim+json");
        (await Scim.Send("HEAD", $"/Users/{Wire.Unknown}")).Expect(404).Text.ShouldBeEmpty();
    }
}
