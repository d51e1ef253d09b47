using System.Text.Json.Nodes;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Point 11: the representations of RFC 7643 §8 come back as they were sent, but for what the server alone sets. The files are the RFC's examples.</summary>
[Collection(ServiceTests.Name)]
public sealed class Rfc7643ExampleTests(ServiceFixture fixture)
{
    // Set by the server, or never returned (§3.1, §4.1.1, §4.1.2).
    private static readonly string[] NotTaken = ["id", "meta", "groups", "password"];

    [Theory]
    [InlineData("minimal-user")]
    [InlineData("full-user")]
    [InlineData("enterprise-user")]
    public async Task a_user_comes_back_as_it_was_sent(string example)
    {
        var sent = Read(example);
        sent["userName"] = $"{ServiceFixture.Fresh("user")}@Example.com";
        var created = (await fixture.Scim.Post("/Users", sent.ToJsonString())).Expect(201);
        (await fixture.Scim.Get($"/Users/{created.Id}")).Expect(200).Text.ShouldBe(created.Text);
        (await fixture.Scim.Put($"/Users/{created.Id}", sent.ToJsonString())).Expect(200).Text.ShouldBe(created.Text);

        // The manager's displayName is readOnly (§4.3): looked up or absent, never taken.
        sent[Wire.Enterprise]?["manager"]?.AsObject().Remove("displayName");
        foreach (var (name, value) in sent.Where(member => !NotTaken.Contains(member.Key)))
        {
            created.Get(name).ShouldBeJson(value!.ToJsonString());
        }

        created.Json.Names().Except(sent.Select(member => member.Key)).Except(["active", "meta", "id"]).ShouldBeEmpty();
        created.Has("groups").ShouldBeFalse();
        created.Has("password").ShouldBeFalse();
    }

    [Fact]
    public async Task a_group_comes_back_with_its_members()
    {
        var sent = Read("group");
        sent["displayName"] = ServiceFixture.Fresh("Tour Guides");
        foreach (var member in sent["members"]!.AsArray())
        {
            member!["value"] = await fixture.CreateUser();
        }

        var created = (await fixture.Scim.Post("/Groups", sent.ToJsonString())).Expect(201);
        (await fixture.Scim.Get($"/Groups/{created.Id}")).Expect(200).Text.ShouldBe(created.Text);
        created.Get("displayName").GetString().ShouldBe(sent["displayName"]!.GetValue<string>());
        created.Get("members").EnumerateArray().Select(m => m.GetProperty("value").GetString())
            .ShouldBe(sent["members"]!.AsArray().Select(m => m!["value"]!.GetValue<string>()), ignoreOrder: true);
    }

    private static JsonObject Read(string example) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Examples", $"rfc7643-{example}.json")))!.AsObject();
}
