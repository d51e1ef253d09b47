using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Hostile;

/// <summary>The path that authentication sees is the path that routing matched (rule A4): no spelling of it reaches a handler without a token, or crosses a scope with one.</summary>
public sealed class PathTests(HostileWorld world) : IClassFixture<HostileWorld>
{
    public static TheoryData<string> Spellings =>
    [
        "{base}/%55sers", "{base}/Users%2f", "{base}/Users%2F{id}", "{base}/Users/%2e", "{base}/Users/%2e%2e/Users", "{base}/./Users", "{base}/../acme/Users",
        "{base}//Users", "/{base}/Users", "{base}/Users//", "{base}/Users//{id}", "{base}/users", "{base}/USERS", "{base}/Users;x=1", "{base}/Users%00", "{base}/Users%0a",
        "{base}/Users%3f", "{base}/Users%23", "{base}/Users/{id}%2f..%2f..%2fGroups", "{base}/Users/..%2fGroups", "{base}/Users/%252e%252e/Groups", "{base}/Users/..;/Groups",
        "{base}\\Users", "{base}/%5cUsers", "{base}%2fUsers", "{base}%2f..%2fglobex/Users", "{base}/..%2fglobex/Users", "{base}/../globex/Users", "{base}/%2e%2e/globex/Users",
        "/SCIM/V2/{project}/{environment}/V2/acme/Users", "/scim%2fv2/{project}/{environment}/v2/acme/Users", "/scim/v2/%2e%2e/v2/{project}/{environment}/Users",
        "/scim/v2/v2/Users", "/scim/v2/v2/acme/Users", "/v2/Users", "/scim/v2/{project}/v2/Users", "/scim/v2/{project}/{environment}/v2/Users",
        "/scim/v2/{project}/{environment}/v2//Users", "/scim/v2/{project}/{environment}/v2/%20/Users", "/scim/v2/{project}/{environment}/v2/ac%6de/Users",
        "/scim/v2/{project}/{environment}/v2/acme%00/Users", "/scim/v2/{project}/{environment}/v2/acme./Users", "/scim/v2/{project}/{environment}/v2/%61cme%2fUsers",
        "/scim/v2/{project}/{environment}/v2/acme/v2/globex/Users", "/scim/v2//{environment}/Users", "/scim/v2/{project}//Users", "/./scim/v2/{project}/{environment}/Users",
        "//scim/v2/{project}/{environment}/Users", "/%2fscim/v2/{project}/{environment}/Users", "/scim/v2/{project}/{environment}%2fUsers", "/scim/v2/{project}%2f{environment}/Users",
        "/health/../scim/v2/{project}/{environment}/Users", "/health/live/../../scim/v2/{project}/{environment}/Users", "/health%2f..%2fscim/v2/{project}/{environment}/Users",
        "/api/v1/%2e%2e/%2e%2e/scim/v2/{project}/{environment}/Users", "/api%2fv1/projects", "/API/V1/projects", "//api/v1/projects", "/api/v1//projects", "/api/v1/projects/", "/api/v1/./projects",
        "/scim/../api/v1/projects", "/health/..%2fapi/v1/projects", "http://other.example/scim/v2/{project}/{environment}/Users", "http://other.example/api/v1/projects",
    ];

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task A4_no_spelling_reaches_a_handler_without_a_token(string spelling)
    {
        foreach (var method in new[] { "GET", "POST", "DELETE" })
        {
            var answer = await world.Wire.Send(world.Wire.Head(method, Fill(spelling), "Content-Type: application/scim+json", "Content-Length: 2"), "{}"u8.ToArray());
            answer.ShouldNotBeNull();
            // 400: the HTTP server itself does not take the request line.
            answer.Status.ShouldBeOneOf([400, 401, 404], $"{method} {spelling}: {answer}");
            answer.Text.ShouldNotContain("Victim");
        }

        await world.ShouldStillServe();
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task A4_no_spelling_carries_a_token_into_another_tenant(string spelling)
    {
        var globex = await world.Administrator.CreateToken(world.Environment, TestEnvironment.Globex);

        var answer = await world.Wire.Send(world.Wire.Head("GET", Fill(spelling), $"Authorization: Bearer {globex.Secret}"));

        answer.ShouldNotBeNull();
        if (answer.Status == 200)
        {
            // A dot segment that the HTTP server resolves may lead to the token's own base, and nowhere else.
            answer.Text.ShouldNotContain("/v2/acme/");
            spelling.ShouldContain("globex", Case.Sensitive, answer.ToString());
        }
        else
        {
            answer.Status.ShouldBeOneOf([400, 401, 403, 404, 405], answer.ToString());
        }
    }

    [Fact]
    public async Task A4_a_tenant_that_is_no_key_is_404_before_authentication()
    {
        foreach (var tenant in new[] { "bad.tenant", "a%20b", "a+b", "t%C3%A9nant", "%61.", new string('x', 65), "a~b", "a:b", "a@b" })
        {
            var answer = await world.Wire.Send(world.Wire.Head("GET", $"/scim/v2/{world.Environment.Project}/{world.Environment.Key}/v2/{tenant}/Users"));
            answer.ShouldBeRefused(404);
        }
    }

    [Fact]
    public async Task A3_an_environment_may_be_written_by_id_or_by_key_and_answers_in_the_callers_words()
    {
        var environment = world.Environment;
        var project = (await world.Administrator.Api.Get($"/projects/{environment.Project}")).Expect(200).Id;
        var id = (await world.Administrator.Api.Get(environment.AdministrationPath)).Expect(200).Id;
        foreach (var path in new[] { $"{project}/{id}", $"{environment.Project}/{id}", $"{project}/{environment.Key}" })
        {
            var answer = await world.Wire.Send(world.Wire.Head("GET", $"/scim/v2/{path}/Users/{world.UserId}", world.Bearer));
            answer!.Status.ShouldBe(200, answer.ToString());
            answer.Json!.Value.GetProperty("meta").GetProperty("location").GetString().ShouldBe($"{environment.Address}/scim/v2/{path}/Users/{world.UserId}");
        }
    }

    private string Fill(string spelling) => spelling
        .Replace("{base}", world.Target(""), StringComparison.Ordinal)
        .Replace("{project}", world.Environment.Project, StringComparison.Ordinal)
        .Replace("{environment}", world.Environment.Key, StringComparison.Ordinal)
        .Replace("{id}", world.UserId, StringComparison.Ordinal);
}
