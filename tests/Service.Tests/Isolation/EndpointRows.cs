namespace Scim.Service.Tests.Isolation;

/// <summary>A row for each endpoint of the service, by method and URL. An endpoint without a row fails <see cref="EndpointTableTests"/>.</summary>
internal static class EndpointRows
{
    private const string PatchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private const string Search = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"id pr"}""";
    private const string Environment = "/api/v1/projects/{project}/environments/{environment}";

    private const string ExtensionUrn = "urn:example:intruders:2.0:User";
    private const string Extension = $$"""{"resourceType":"User","schema":{"id":"{{ExtensionUrn}}","name":"Intruders","attributes":[{"name":"secret"}]} }""";

    private static readonly Func<IsolationTarget, string> User = target => target.UserId;
    private static readonly Func<IsolationTarget, string> Group = target => target.GroupId;
    private static readonly Func<IsolationTarget, string> Token = target => target.TokenId;
    private static readonly EndpointRow NoEffect = new();

    public static readonly IReadOnlyDictionary<string, EndpointRow> ByKey = new Dictionary<string, EndpointRow>
    {
        ["GET /Users"] = NoEffect,
        ["POST /Users"] = new(Body: _ => """{"userName":"intruder@example.com"}"""),
        ["* /Users"] = NoEffect,
        ["GET /Users/{id}"] = new(User),
        ["PUT /Users/{id}"] = new(User, _ => """{"userName":"replaced@example.com"}"""),
        ["PATCH /Users/{id}"] = new(User, _ => $$"""{"schemas":["{{PatchOp}}"],"Operations":[{"op":"replace","path":"active","value":false}]}"""),
        ["DELETE /Users/{id}"] = new(User),
        ["* /Users/{id}"] = new(User),
        ["GET /Groups"] = NoEffect,
        ["POST /Groups"] = new(Body: target => $$"""{"displayName":"Intruders","members":[{"value":"{{target.UserId}}"}]}"""),
        ["* /Groups"] = NoEffect,
        ["GET /Groups/{id}"] = new(Group),
        ["PUT /Groups/{id}"] = new(Group, _ => """{"displayName":"Replaced","members":[]}"""),
        ["PATCH /Groups/{id}"] = new(Group, _ => $$"""{"schemas":["{{PatchOp}}"],"Operations":[{"op":"remove","path":"members"}]}"""),
        ["DELETE /Groups/{id}"] = new(Group),
        ["* /Groups/{id}"] = new(Group),
        ["GET /Me"] = NoEffect,
        ["POST /Me"] = new(Body: _ => """{"userName":"intruder@example.com"}"""),
        ["PUT /Me"] = new(Body: _ => """{"userName":"replaced@example.com"}"""),
        ["PATCH /Me"] = new(Body: _ => $$"""{"schemas":["{{PatchOp}}"],"Operations":[{"op":"replace","path":"active","value":false}]}"""),
        ["DELETE /Me"] = NoEffect,
        ["* /Me"] = NoEffect,
        ["* /Bulk"] = NoEffect,
        ["POST /Bulk"] = new(Body: target => $$"""{"Operations":[{"method":"DELETE","path":"/Users/{{target.UserId}}"}]}"""),
        ["GET /"] = NoEffect,
        ["* /"] = NoEffect,
        ["POST /.search"] = new(Body: _ => Search),
        ["* /.search"] = new(Body: _ => Search),
        ["POST /Users/.search"] = new(Body: _ => Search),
        ["* /Users/.search"] = new(Body: _ => Search),
        ["POST /Groups/.search"] = new(Body: _ => Search),
        ["* /Groups/.search"] = new(Body: _ => Search),
        ["GET /ServiceProviderConfig"] = NoEffect,
        ["* /ServiceProviderConfig"] = NoEffect,
        ["GET /ResourceTypes"] = NoEffect,
        ["* /ResourceTypes"] = NoEffect,
        ["GET /ResourceTypes/{id}"] = new(_ => "User"),
        ["* /ResourceTypes/{id}"] = new(_ => "User"),
        ["GET /Schemas"] = NoEffect,
        ["* /Schemas"] = NoEffect,
        ["GET /Schemas/{id}"] = new(_ => "urn:ietf:params:scim:schemas:core:2.0:User"),
        ["* /Schemas/{id}"] = new(_ => "urn:ietf:params:scim:schemas:core:2.0:User"),

        ["GET /api/v1/projects"] = NoEffect,
        ["POST /api/v1/projects"] = new(Body: _ => """{"key":"intruders","name":"Intruders"}"""),
        ["* /api/v1/projects"] = NoEffect,
        ["GET /api/v1/projects/{project}"] = NoEffect,
        ["* /api/v1/projects/{project}"] = NoEffect,
        ["GET /api/v1/projects/{project}/environments"] = NoEffect,
        ["POST /api/v1/projects/{project}/environments"] = new(Body: _ => """{"key":"intruders","name":"Intruders"}"""),
        ["* /api/v1/projects/{project}/environments"] = NoEffect,
        [$"GET {Environment}"] = NoEffect,
        [$"* {Environment}"] = NoEffect,
        [$"GET {Environment}/tenants"] = NoEffect,
        [$"POST {Environment}/tenants"] = new(Body: _ => """{"key":"intruders","name":"Intruders"}"""),
        [$"* {Environment}/tenants"] = NoEffect,
        [$"GET {Environment}/tenants/{{tenant}}"] = NoEffect,
        [$"* {Environment}/tenants/{{tenant}}"] = NoEffect,
        [$"GET {Environment}/tenants/{{tenant}}/users/{{id}}/roles"] = new(User),
        [$"* {Environment}/tenants/{{tenant}}/users/{{id}}/roles"] = new(User),
        [$"GET {Environment}/tokens"] = NoEffect,
        [$"POST {Environment}/tokens"] = new(Body: _ => """{"description":"an intruder's token"}"""),
        [$"* {Environment}/tokens"] = NoEffect,
        [$"GET {Environment}/tokens/{{id}}"] = new(Token),
        [$"DELETE {Environment}/tokens/{{id}}"] = new(Token),
        [$"* {Environment}/tokens/{{id}}"] = new(Token),
        [$"POST {Environment}/tokens/{{id}}/rotate"] = new(Token, _ => """{"overlap":"PT0S"}"""),
        [$"* {Environment}/tokens/{{id}}/rotate"] = new(Token),
        [$"GET {Environment}/roles"] = NoEffect,
        [$"POST {Environment}/roles"] = new(Body: _ => """{"displayName":"Intruders"}"""),
        [$"* {Environment}/roles"] = NoEffect,
        [$"GET {Environment}/schemas"] = NoEffect,
        [$"POST {Environment}/schemas"] = new(Body: _ => Extension),
        [$"* {Environment}/schemas"] = NoEffect,
        [$"GET {Environment}/schemas/{{urn}}"] = new(_ => ExtensionUrn),
        [$"PUT {Environment}/schemas/{{urn}}"] = new(_ => ExtensionUrn, _ => Extension),
        [$"DELETE {Environment}/schemas/{{urn}}"] = new(_ => ExtensionUrn),
        [$"* {Environment}/schemas/{{urn}}"] = new(_ => ExtensionUrn),
        [$"GET {Environment}/events"] = NoEffect,
        [$"* {Environment}/events"] = NoEffect,
    };
}
