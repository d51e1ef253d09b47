using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>RFC 7643 §2.3.7 and §2.4: what the service does with URIs that a client sends.</summary>
[Collection(ServiceTests.Name)]
public sealed class ReferenceTests(ServiceFixture fixture)
{
    private Caller Scim => fixture.Scim;

    [Theory]
    [InlineData("photos/me.png")]
    [InlineData("../Users/26118915-6090-4610-87e4-49d8ca9f808d")]
    [InlineData("/v2/Users/1")]
    [InlineData("https://example.com/Users/1")]
    [InlineData("urn:example:person:1")]
    public async Task a_reference_is_answered_as_it_was_sent_and_never_resolved(string reference)
    {
        var attributes = $$$"""
            "profileUrl":"{{{reference}}}","photos":[{"value":"{{{reference}}}"}],"{{{Wire.Enterprise}}}":{"manager":{"value":"m","$ref":"{{{reference}}}"}}
            """;
        var user = await Scim.NewUser(attributes);
        foreach (var reply in (Reply[])[user, await Scim.Get($"/Users/{user.Id}"), await fixture.Legacy.Get($"/Users/{user.Id}")])
        {
            reply.Get("profileUrl").GetString().ShouldBe(reference);
            reply.Get("photos")[0].GetProperty("value").GetString().ShouldBe(reference);
            reply.Get(Wire.Enterprise).GetProperty("manager").GetProperty("$ref").GetString().ShouldBe(reference);
            Uri.TryCreate(reply.Location(), UriKind.Absolute, out var location).ShouldBeTrue();
            location!.Scheme.ShouldBe("http");
        }
    }

    [Fact]
    public async Task a_member_is_the_same_whichever_version_and_base_its_reference_names()
    {
        var user = await Scim.NewUser();
        var group = await Scim.NewGroup(user.Id);
        foreach (var reference in (string[])
            [$"https://example.com/Users/{user.Id}", $"https://example.com/v2/Users/{user.Id}", $"https://example.com/v1/Users/{user.Id}", $"../Users/{user.Id}", $"{fixture.Legacy.BaseUrl}/Users/{user.Id}"])
        {
            var same = new[] { new Dictionary<string, string> { ["value"] = user.Id, ["$ref"] = reference } };
            var after = (await Scim.Patch($"/Groups/{group.Id}", new { op = "add", path = "members", value = same })).Expect(200);
            after.Get("members").GetArrayLength().ShouldBe(1);
            after.Get("members")[0].GetProperty("$ref").GetString().ShouldBe($"{Scim.BaseUrl}/Users/{user.Id}");
            after.Version().ShouldBe(group.Version());
        }
    }

    [Fact]
    public async Task a_manager_needs_neither_value_nor_reference_and_the_schema_says_so()
    {
        var manager = (await Scim.Get($"/Schemas/{Wire.Enterprise}")).Expect(200).Get("attributes").EnumerateArray().Single(a => a.GetProperty("name").GetString() == "manager");
        foreach (var name in (string[])["value", "$ref"])
        {
            manager.GetProperty("subAttributes").EnumerateArray().Single(a => a.GetProperty("name").GetString() == name).GetProperty("required").GetBoolean().ShouldBeFalse();
        }

        foreach (var given in (string[])["""{"value":"m"}""", """{"$ref":"../Users/m"}"""])
        {
            (await Scim.NewUser($"\"{Wire.Enterprise}\":{{\"manager\":{given}}}")).Get(Wire.Enterprise).GetProperty("manager").ShouldBeJson(given);
        }
    }
}
