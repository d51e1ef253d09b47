using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Point 24: every readWrite attribute of the advertised schemas, one by one.</summary>
[Collection(ServiceTests.Name)]
public sealed class P24_EveryAttributeTests(ServiceFixture fixture)
{
    private Caller Scim => fixture.Scim;

    [Theory]
    [InlineData(Wire.User)]
    [InlineData(Wire.Enterprise)]
    public async Task can_be_added_replaced_and_removed(string urn)
    {
        foreach (var attribute in (await Scim.Get($"/Schemas/{urn}")).Expect(200).Get("attributes").EnumerateArray())
        {
            var name = attribute.GetProperty("name").GetString()!;
            if (name == "userName" || attribute.GetProperty("mutability").GetString() != "readWrite")
            {
                continue;
            }

            var path = $"{urn}:{name}";
            var address = $"/Users/{await fixture.CreateUser()}";
            foreach (var (operation, seed) in ((string, int)[])[("add", 1), ("replace", 2)])
            {
                var value = Value(attribute, seed).ToJsonString();
                var patched = (await Scim.PatchJson(address, $$"""{"op":"{{operation}}","path":"{{path}}","value":{{value}}}""")).Expect(200);
                Read(patched, urn, name).ShouldNotBeNull(path).ShouldBeJson(value);
                patched.Text.ShouldBe((await Scim.Get(address)).Text);
            }

            Read((await Scim.PatchJson(address, $$"""{"op":"remove","path":"{{path}}"}""")).Expect(200), urn, name).ShouldBeNull(path);
        }
    }

    [Theory]
    [InlineData(Wire.User)]
    [InlineData(Wire.Enterprise)]
    public async Task round_trips_through_post_and_put(string urn)
    {
        foreach (var seed in (int[])[1, 2])
        {
            var sent = new JsonObject();
            foreach (var attribute in (await Scim.Get($"/Schemas/{urn}")).Expect(200).Get("attributes").EnumerateArray())
            {
                if (attribute.GetProperty("mutability").GetString() == "readWrite")
                {
                    sent[attribute.GetProperty("name").GetString()!] = Value(attribute, seed);
                }
            }

            var body = urn == Wire.User ? sent : new JsonObject { [urn] = sent };
            body["userName"] = ServiceFixture.Fresh("user");
            var created = (await Scim.Post("/Users", body.ToJsonString())).Expect(201);
            var replaced = (await Scim.Put($"/Users/{await fixture.CreateUser()}", With(body, "userName", ServiceFixture.Fresh("user")))).Expect(200);
            foreach (var (name, value) in sent.Where(p => p.Key != "userName"))
            {
                Read(created, urn, name).ShouldNotBeNull(name).ShouldBeJson(value!.ToJsonString());
                Read(replaced, urn, name).ShouldNotBeNull(name).ShouldBeJson(value!.ToJsonString());
            }
        }
    }

    private static string With(JsonObject body, string name, string value)
    {
        var copy = body.DeepClone().AsObject();
        copy[name] = value;
        return copy.ToJsonString();
    }

    private static JsonElement? Read(Reply reply, string urn, string name)
    {
        var holder = reply.Json;
        return (urn == Wire.User || holder.TryGetProperty(urn, out holder)) && holder.TryGetProperty(name, out var value) ? value : null;
    }

    private static JsonNode Value(JsonElement attribute, int seed)
    {
        var one = One(attribute, seed);
        return attribute.GetProperty("multiValued").GetBoolean() ? new JsonArray(one) : one;
    }

    private static JsonNode One(JsonElement attribute, int seed) => attribute.GetProperty("type").GetString() switch
    {
        "complex" => new JsonObject(attribute.GetProperty("subAttributes").EnumerateArray()
            .Where(sub => sub.GetProperty("mutability").GetString() == "readWrite")
            .Select(sub => KeyValuePair.Create<string, JsonNode?>(sub.GetProperty("name").GetString()!, One(sub, seed)))),
        "boolean" => JsonValue.Create(seed % 2 == 1),
        "binary" => JsonValue.Create(seed % 2 == 1 ? "aGk=" : "SGVsbG8h"),
        "reference" => JsonValue.Create($"https://example.com/Path/{seed}"),
        "string" => JsonValue.Create($"Värde \"{seed}\" 日本"),
        var type => throw new InvalidOperationException($"No value is known for the type {type}."),
    };
}
