using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Worlds;

/// <summary>Sets up environments, tenants and tokens as an administrator does: over the administration API.</summary>
/// <param name="api">The administration API with an administrator key.</param>
/// <param name="address">Of the service for SCIM clients, without a slash at the end.</param>
internal sealed class Administrator(Caller api, string address)
{
    public Caller Api => api;

    /// <summary>A new project with a first environment.</summary>
    public async Task<TestEnvironment> CreateProjectWithEnvironment()
    {
        var project = Names.Fresh("p");
        await Api.Create("/projects", new { key = project, name = "Project of a test" });
        return await CreateEnvironment(project);
    }

    public async Task<TestEnvironment> CreateEnvironment(string project)
    {
        var key = Names.Fresh("e");
        await Api.Create($"/projects/{project}/environments", new { key, name = "Environment of a test" });
        var environment = new TestEnvironment(address, project, key, "");
        foreach (var tenant in new[] { TestEnvironment.Acme, TestEnvironment.Globex })
        {
            await Api.Create($"{environment.AdministrationPath}/tenants", new { key = tenant, name = $"Tenant {tenant}" });
        }

        return environment with { Token = (await CreateToken(environment)).Secret };
    }

    /// <param name="environment">Where it is valid.</param>
    /// <param name="tenant">The only tenant it is good for, or null for all (rule S2).</param>
    /// <param name="expiresAt">When it stops working; null: never.</param>
    /// <param name="idp">The profile; null: generic.</param>
    /// <param name="deviations">What is switched in it.</param>
    /// <param name="user">The user that it stands for; null: it stands for a connection.</param>
    public async Task<IssuedTestToken> CreateToken(
        TestEnvironment environment, string? tenant = null, DateTimeOffset? expiresAt = null, string? idp = null, IReadOnlyDictionary<string, bool>? deviations = null,
        string? user = null)
    {
        var issued = (await Api.Post($"{environment.AdministrationPath}/tokens", new { tenant, description = "token of a test", expiresAt, idp, deviations, user })).Expect(201);
        return new IssuedTestToken(issued.Id, issued.Json.GetProperty("token").GetString()!);
    }

    public async Task RevokeToken(TestEnvironment environment, string id) => (await Api.Delete($"{environment.AdministrationPath}/tokens/{id}")).Expect(204);
}
