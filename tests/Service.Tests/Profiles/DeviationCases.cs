using Scim.Protocol.Deviations;

namespace Scim.Service.Tests.Profiles;

/// <summary>Every deviation, in each place where it is forgiven.</summary>
internal static class DeviationCases
{
    private const string User = "/Users/{user}";
    private const string Group = "/Groups/{group}";
    private const string UserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
    private const string GroupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private const string Manager = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";
    private const string PatchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private const string SearchRequest = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";
    private const string BulkRequest = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
    private const string NewUser = "/Users?filter=userName+eq+\"{name}\"";

    public static IReadOnlyList<DeviationCase> All { get; } =
    [
        Patch(Deviation.BooleanAsText, User, """{"op":"replace","path":"active","value":"False"}""", "\"active\":false"),
        Patch(Deviation.BooleanAsText, User, """{"op":"add","path":"roles","value":[{"value":"x","primary":"True"}]}""", "\"value\":\"x\""),
        Put(Deviation.BooleanAsText, """ "active":"false" """, "\"active\":false"),
        Post(Deviation.BooleanAsText, """ "active":"FALSE" """, "\"active\":false"),
        new(Deviation.BooleanAsTextInFilter, "GET", "/Users?filter=id+eq+\"{user}\"+and+active+eq+\"True\"", null, null, "\"totalResults\":1"),
        new(Deviation.BooleanAsTextInFilter, "GET", """/Users?sortBy=userName&filter=id+eq+"{user}"+and+not+(active+eq+"false")""", null, null, "\"totalResults\":1"),
        new(Deviation.BooleanAsTextInFilter, "GET", """?filter=id+eq+"{user}"+and+(active+eq+"True"+or+roles[primary+eq+true])""", null, null, "\"totalResults\":1"),
        Search(Deviation.BooleanAsTextInFilter, "/Users", """ "filter":"id eq \"{user}\" and active eq \"True\"" """),
        Patch(Deviation.BooleanAsTextInFilter, User, """{"op":"replace","path":"roles[primary eq \"True\"].value","value":"lead"}""", "\"value\":\"lead\""),
        Patch(Deviation.ManagerAsText, User, $$"""{"op":"replace","path":"{{Manager}}","value":"26118915"}""", "\"manager\":{\"value\":\"26118915\"}"),
        Patch(Deviation.SingleValueInArray, User, $$"""{"op":"add","path":"{{Manager}}","value":[{"$ref":null,"value":"26118915"}]}""", "\"manager\":{\"value\":\"26118915\"}"),
        Post(Deviation.SingleValueInArray, """ "name":[{"givenName":"Ann"}] """, "\"givenName\":\"Ann\""),
        Patch(Deviation.SingleValueInArray, Group, """{"op":"replace","path":"members[value eq \"{member}\"]","value":[{"value":"{user}"}]}""", "\"value\":\"{user}\""),
        Patch(Deviation.PlainValueInArray, User, """{"op":"replace","path":"displayName","value":[{"$ref":null,"value":"Ann"}]}""", "\"displayName\":\"Ann\""),
        Patch(Deviation.PlainValueInArray, Group, """{"op":"replace","value":{"displayName":["New {name}"]}}""", "\"displayName\":\"New {name}\""),
        Put(Deviation.SingleForList, """ "emails":{"value":"ann@example.com"} """, "\"emails\":[{\"value\":\"ann@example.com\"}]"),
        Post(Deviation.SingleForList, """ "emails":{"value":"ann@example.com"} """, "\"emails\":[{\"value\":\"ann@example.com\"}]"),
        new(Deviation.SingleForList, "PUT", Group, $$"""{"schemas":["{{GroupSchema}}"],"displayName":"{group}","members":{"value":"{user}"} }""", Group, "\"value\":\"{user}\""),
        new(Deviation.SingleForList, "POST", "/Users", $$"""{"schemas":"{{UserSchema}}","userName":"{name}"}""", NewUser, "\"totalResults\":1"),
        Patch(Deviation.MembersAsText, Group, """{"op":"add","path":"members","value":["{user}"]}""", "\"value\":\"{user}\""),
        new(Deviation.AbsentSchemas, "POST", "/Users", """{"userName":"{name}"}""", NewUser, "\"totalResults\":1"),
        new(Deviation.AbsentSchemas, "PUT", Group, """{"displayName":"New {name}"}""", Group, "\"displayName\":\"New {name}\""),
        new(Deviation.AbsentSchemas, "PATCH", User, """{"Operations":[{"op":"replace","path":"displayName","value":"Ann"}]}""", User, "\"displayName\":\"Ann\""),
        new(Deviation.AbsentSchemas, "PATCH", Group, """{"schemas":[],"Operations":[{"op":"add","path":"members","value":[{"value":"{user}"}]}]}""", Group, "\"value\":\"{user}\""),
        new(Deviation.AbsentSchemas, "POST", "/.search", """{"filter":"id eq \"{user}\""}""", null, "\"totalResults\":1"),
        new(Deviation.AbsentSchemas, "POST", "/Bulk", """{"Operations":[{"method":"DELETE","path":"/Users/{user}"}]}""", "/Users?filter=id+eq+\"{user}\"", "\"totalResults\":0"),
        new(Deviation.UnknownSchemas, "POST", "/Users", """{"schemas":["urn:scim:schemas:core:2.0"],"userName":"{name}"}""", NewUser, "\"totalResults\":1"),
        new(Deviation.UnknownSchemas, "PUT", Group, $$"""{"schemas":["{{GroupSchema}}","http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],"displayName":"New {name}"}""", Group, "\"displayName\":\"New {name}\""),
        new(Deviation.UnknownSchemas, "PATCH", User, $$"""{"schemas":["{{PatchOp}}","urn:example:1"],"Operations":[{"op":"replace","path":"displayName","value":"Ann"}]}""", User, "\"displayName\":\"Ann\""),
        Patch(Deviation.CreateFromFilter, User, """{"op":"add","path":"emails[type eq \"work\"].value","value":"ann@example.com"}""", "\"value\":\"ann@example.com\""),
        Patch(Deviation.NestedValue, Group, """{"op":"add","path":"members","value":{"members":[{"value":"{user}"}]}}""", "\"value\":\"{user}\""),
        Patch(Deviation.NestedValue, User, """{"op":"add","path":"emails","value":{"emails":[{"value":"ann@example.com"}]}}""", "\"value\":\"ann@example.com\""),
        Patch(Deviation.PathsAsKeys, User, """{"op":"replace","value":{"displayName":"Ann","name.givenName":"Ann"}}""", "\"givenName\":\"Ann\""),
        Patch(Deviation.PathsAsKeys, User, $$"""{"op":"add","value":{"{{Manager}}":{"value":"26118915"} } }""", "\"manager\":{\"value\":\"26118915\"}"),
        Patch(Deviation.ReadOnlyInValue, Group, """{"op":"replace","value":{"id":"{group}","displayName":"New {name}"}}""", "\"displayName\":\"New {name}\""),
        Patch(Deviation.ReadOnlyInValue, User, """{"op":"replace","value":{"displayName":"Ann","meta":{"resourceType":"User"}}}""", "\"displayName\":\"Ann\""),
        Patch(Deviation.RemoveWithList, Group, """{"op":"remove","path":"members","value":[{"$ref":null,"value":"{member}"}]}""", "\"members\":[]"),
        Patch(Deviation.RemoveWithList, User, """{"op":"remove","path":"roles","value":[{"value":"first"}]}""", "\"displayName\":\"Before\",\"active\":true"),
        Patch(Deviation.BlankPath, User, """{"op":"replace","path":"","value":{"displayName":"Ann"}}""", "\"displayName\":\"Ann\""),
        Patch(Deviation.OpLetterCase, User, """{"op":"Replace","path":"displayName","value":"Ann"}""", "\"displayName\":\"Ann\""),
        Patch(Deviation.OpLetterCase, Group, """{"op":"Add","path":"members","value":[{"value":"{user}"}]}""", "\"value\":\"{user}\""),
        Patch(Deviation.OpLetterCase, Group, """{"op":"REMOVE","path":"members"}""", "\"members\":[]"),
        Bulk(Deviation.MethodLetterCase, $$"""{"method":"post","path":"/Users","bulkId":"a","data":{"schemas":["{{UserSchema}}"],"userName":"{name}"} }"""),
        Bulk(Deviation.BooleanAsText, $$"""{"method":"POST","path":"/Users","bulkId":"a","data":{"schemas":["{{UserSchema}}"],"userName":"{name}","active":"True"} }"""),
        Search(Deviation.SearchParametersAsText, "/Users", """ "filter":"id eq \"{user}\"","count":"1" """),
        Search(Deviation.SearchParametersAsText, "/Groups", """ "filter":"id eq \"{group}\"","attributes":"displayName" """),
    ];

    private static DeviationCase Patch(Deviation deviation, string resource, string operation, string effect) =>
        new(deviation, "PATCH", resource, $$"""{"schemas":["{{PatchOp}}"],"Operations":[{{operation}}]}""", resource, effect);

    private static DeviationCase Put(Deviation deviation, string members, string effect) =>
        new(deviation, "PUT", User, $$"""{"schemas":["{{UserSchema}}"],"userName":"{user}",{{members}}}""", User, effect);

    private static DeviationCase Post(Deviation deviation, string members, string effect) =>
        new(deviation, "POST", "/Users", $$"""{"schemas":["{{UserSchema}}"],"userName":"{name}",{{members}}}""", NewUser, effect);

    private static DeviationCase Search(Deviation deviation, string collection, string parameters) =>
        new(deviation, "POST", collection + "/.search", $$"""{"schemas":["{{SearchRequest}}"],{{parameters}}}""", null, "\"totalResults\":1");

    private static DeviationCase Bulk(Deviation deviation, string operation) =>
        new(deviation, "POST", "/Bulk", $$"""{"schemas":["{{BulkRequest}}"],"Operations":[{{operation}}]}""", NewUser, "\"totalResults\":1");
}
