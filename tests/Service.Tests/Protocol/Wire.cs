using System.Text.Json;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Names on the wire, and JSON compared as JSON.</summary>
internal static class Wire
{
    public const string User = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string Group = "urn:ietf:params:scim:schemas:core:2.0:Group";
    public const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /// <summary>An id that nothing has.</summary>
    public const string Unknown = "7f1d7a0e-1111-4222-8333-444455556666";

    /// <summary>One attribute of an answer; fails when it is not there.</summary>
    public static JsonElement Get(this Reply reply, string name) =>
        reply.Json.TryGetProperty(name, out var value) ? value : throw new ShouldAssertException($"'{name}' is not in {reply.Text}");

    public static bool Has(this Reply reply, string name) => reply.Json.TryGetProperty(name, out _);

    /// <summary>The names of an object's members, sorted.</summary>
    public static string[] Names(this JsonElement json) => [.. json.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)];

    /// <summary>Fails unless both are the same JSON; the order of an object's members does not count.</summary>
    public static void ShouldBeJson(this JsonElement actual, string expected) =>
        JsonElement.DeepEquals(actual, JsonSerializer.Deserialize<JsonElement>(expected)).ShouldBeTrue($"expected {expected}\nbut was {actual}");

    public static string Location(this Reply reply) => reply.Get("meta").GetProperty("location").GetString()!;

    public static string Version(this Reply reply) => reply.Get("meta").GetProperty("version").GetString()!;

    /// <summary>A user with these further attributes, written as the inside of a JSON object.</summary>
    public static async Task<Reply> NewUser(this Caller caller, string attributes = "") =>
        (await caller.Post("/Users", $$"""{"userName":"{{ServiceFixture.Fresh("user")}}"{{(attributes.Length > 0 ? "," : "")}}{{attributes}}}""")).Expect(201);

    /// <summary>A group with these members.</summary>
    public static async Task<Reply> NewGroup(this Caller caller, params string[] members) =>
        (await caller.Post("/Groups", new { displayName = ServiceFixture.Fresh("Group"), members = members.Select(value => new { value }) })).Expect(201);

    /// <summary>Two tenants of an environment in which no other test defines roles or makes users.</summary>
    public static async Task<(Caller First, Caller Second)> NewEnvironment(this ServiceFixture fixture)
    {
        var key = ServiceFixture.Fresh("environment");
        var address = $"/projects/default/environments/{key}";
        (await fixture.Administration.Post("/projects/default/environments", new { key, name = key })).Expect(201);
        (await fixture.Administration.Post($"{address}/tenants", new { key = "second", name = "Second" })).Expect(201);
        var token = (await fixture.Administration.Post($"{address}/tokens", new { description = key })).Expect(201).Get("token").GetString();
        var first = fixture.Scim.At($"{fixture.Service.Address}/scim/v2/default/{key}/v2/default").With(token);
        return (first, first.At($"{fixture.Service.Address}/scim/v2/default/{key}/v2/second"));
    }

    /// <summary>Applies one PATCH, written as the inside of <c>Operations</c>.</summary>
    public static Task<Reply> PatchJson(this Caller caller, string path, string operations) =>
        caller.Send("PATCH", path, $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}""");
}
