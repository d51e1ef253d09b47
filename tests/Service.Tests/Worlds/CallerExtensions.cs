using System.Text.Json;
using Scim.Service.Tests.Exchanges;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Worlds;

/// <summary>What tests ask of a directory again and again.</summary>
internal static class CallerExtensions
{
    /// <summary>The resources that match, by id, from the first page.</summary>
    public static async Task<IReadOnlyDictionary<string, JsonElement>> Find(this Caller caller, string collection, string? filter = null)
    {
        var list = (await caller.Get(filter is null ? collection : $"{collection}?filter={Uri.EscapeDataString(filter)}")).Expect(200);
        return list.Json.GetProperty("Resources").EnumerateArray().ToDictionary(resource => resource.GetProperty("id").GetString()!);
    }

    /// <summary>Creates a resource and gives back its id.</summary>
    public static async Task<string> Create(this Caller caller, string collection, object body) => (await caller.Post(collection, body)).Expect(201).Id;

    /// <summary>The ids of a group's members.</summary>
    public static async Task<IReadOnlyList<string>> Members(this Caller caller, string group)
    {
        var answer = (await caller.Get("/Groups/" + group)).Expect(200);
        return [.. JsonPath.Select(answer.Json, "$.members[*].value").Nodes.Select(value => value.GetString()!)];
    }
}
