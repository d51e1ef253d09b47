using Scim.Service.Tests.Hosting;
using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Extensions;

/// <summary>A fresh environment, as its administrator and as one of its clients.</summary>
/// <param name="Schemas">The environment's extension schemas in the administration API, as a path.</param>
/// <param name="Administration">The administration API.</param>
/// <param name="Scim">The base of tenant <c>default</c>.</param>
internal sealed record ExtendedEnvironment(string Schemas, Caller Administration, Caller Scim)
{
    public const string Urn = "urn:example:params:scim:schemas:extension:acme:2.0:User";

    public const string GroupUrn = "urn:example:params:scim:schemas:extension:acme:2.0:Group";

    /// <summary>With every kind of attribute that behaves in its own way.</summary>
    public const string Attributes =
        """
        {"name":"costCenter","type":"string"},
        {"name":"badge","type":"integer","mutability":"immutable"},
        {"name":"secret","type":"string","returned":"never"},
        {"name":"notes","type":"string","returned":"request"},
        {"name":"since","type":"dateTime"},
        {"name":"seenBy","type":"string","mutability":"readOnly"},
        {"name":"external","type":"boolean"},
        {"name":"boss","type":"complex","subAttributes":[{"name":"value","caseExact":true},{"name":"mail"}]},
        {"name":"desks","type":"complex","multiValued":true,"subAttributes":[{"name":"floor","type":"integer"},{"name":"room"},{"name":"primary","type":"boolean"}]}
        """;

    public static async Task<ExtendedEnvironment> Create(RunningService service)
    {
        var administrator = new Administrator(service.Administration, service.Address);
        var environment = await administrator.CreateProjectWithEnvironment();
        return new ExtendedEnvironment(
            environment.AdministrationPath + "/schemas", service.Administration, new Caller(service.Http, environment.LegacyBase, environment.Token));
    }

    /// <summary>One with an extension of these attributes.</summary>
    public static async Task<ExtendedEnvironment> With(RunningService service, string attributes = Attributes, bool required = false)
    {
        var environment = await Create(service);
        (await environment.Administration.Send("POST", environment.Schemas, Body(attributes, required))).Expect(201);
        return environment;
    }

    /// <summary>One with an extension of groups.</summary>
    public static async Task<ExtendedEnvironment> ExtendedGroups(RunningService service, string attributes = Attributes)
    {
        var environment = await Create(service);
        (await environment.Administration.Send("POST", environment.Schemas, Body(attributes, urn: GroupUrn, type: "Group"))).Expect(201);
        return environment;
    }

    /// <summary>One of its bases: the legacy one and what is appended to it.</summary>
    public static async Task<Caller> ExtendedGroupsAt(RunningService service, string tenant)
    {
        var environment = await ExtendedGroups(service);
        return environment.Scim.At(environment.Scim.BaseUrl + tenant);
    }

    /// <summary>Creates a group with this data of the extension, as JSON members.</summary>
    public static Task<Reply> CreateGroup(Caller scim, string data, string? name = null, string more = "") =>
        scim.Send("POST", "/Groups", $$"""{"displayName":"{{name ?? ServiceFixture.Fresh("group")}}"{{more}},"{{GroupUrn}}":{ {{data}} } }""");

    public static string Body(string attributes, bool required = false, string urn = Urn, string type = "User") =>
        $$"""{"resourceType":"{{type}}","required":{{(required ? "true" : "false")}},"schema":{"id":"{{urn}}","name":"Acme","description":"What Acme adds","attributes":[{{attributes}}]} }""";

    /// <summary>Creates a user with this data of the extension, as JSON members.</summary>
    public Task<Reply> CreateUser(string data, string? userName = null) =>
        Scim.Send("POST", "/Users", $$"""{"userName":"{{userName ?? ServiceFixture.Fresh("user")}}","{{Urn}}":{ {{data}} } }""");
}
