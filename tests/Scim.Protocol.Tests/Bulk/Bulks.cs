using System.Text.Json;
using Scim.Protocol.Bulk;
using Scim.Protocol.Deviations;
using Scim.Protocol.Json;

namespace Scim.Protocol.Tests.Bulk;

/// <summary>Bulk requests from the JSON of their operations.</summary>
internal static class Bulks
{
    public static BulkRequest Request(params string[] operations) => Parse($$"""{"Operations":[{{string.Join(',', operations)}}]}""");

    public static BulkRequest Parse(string body) => BulkRequest.Parse(JsonBody.Parse(System.Text.Encoding.UTF8.GetBytes(body)).RootElement, IdpProfile.Generic);

    public static BulkPlan Plan(params string[] operations) => BulkPlan.Of(Request(operations));

    public static string User(string bulkId, string? manager = null, string? userName = null)
    {
        var extension = manager is null ? "" : $$$""","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"1","manager":{"value":{{{Quote("bulkId:" + manager)}}} } }""";
        return $$$"""{"method":"POST","path":"/Users","bulkId":{{{Quote(bulkId)}}},"data":{"userName":{{{Quote(userName ?? "name of " + bulkId)}}}{{{extension}}} } }""";
    }

    public static string Group(string bulkId, params string[] members)
    {
        var list = string.Join(',', members.Select(member => $$"""{"value":{{Quote(member)}} }"""));
        return $$$"""{"method":"POST","path":"/Groups","bulkId":{{{Quote(bulkId)}}},"data":{"displayName":{{{Quote("group" + bulkId)}}},"members":[{{{list}}}]} }""";
    }

    public static string Change(string method, string path, string data = """{"Operations":[{"op":"replace","path":"title","value":"x"}]}""") =>
        $$"""{"method":"{{method}}","path":{{Quote(path)}},"data":{{data}} }""";

    public static string Delete(string path) => $$"""{"method":"DELETE","path":{{Quote(path)}} }""";

    /// <summary>The plan as text: a step is its operations, a circle in parentheses, then what it waits for.</summary>
    public static string Text(this BulkPlan plan) => string.Join(' ', plan.Steps.Select(step =>
        (step.IsCircle ? $"({string.Join('+', step.Operations)})" : $"{step.Operations[0]}") + (step.After.IsEmpty ? "" : $"<{string.Join(',', step.After)}>")));

    public static string Quote(string text) => JsonSerializer.Serialize(text);
}
