using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Access;

/// <summary>Rule S2: what a token reaches.</summary>
[Collection(ServiceTests.Name)]
public sealed class ScopeTests(ServiceFixture fixture)
{
    private string Root => fixture.Service.Address + "/scim/v2";

    [Fact]
    public async Task S2_another_environment_is_forbidden_whether_it_exists_or_not()
    {
        var project = ServiceFixture.Fresh("p");
        (await fixture.Administration.Post("/projects", new { key = project, name = "Other" })).Expect(201);
        (await fixture.Administration.Post($"/projects/{project}/environments", new { key = "dev", name = "Dev" })).Expect(201);
        var existing = (await fixture.Scim.At($"{Root}/{project}/dev").Get("/Users")).ExpectScimError(403, "out-of-scope");
        var absent = (await fixture.Scim.At($"{Root}/no-such-project/dev").Get("/Users")).ExpectScimError(403, "out-of-scope");
        absent.Text.ShouldBe(existing.Text);
        (await fixture.Scim.At($"{Root}/default/no-such-environment/v2/default").Get("/Users")).ExpectScimError(403, "out-of-scope");
    }

    [Fact]
    public async Task S2_a_tenants_token_reaches_that_tenant_alone()
    {
        var mine = await fixture.CreateTenant();
        var other = await fixture.CreateTenant();
        var caller = mine.With(await TokenOf(mine));
        (await caller.Get("/Users?count=0")).Expect(200);
        (await caller.At(other.BaseUrl).Get("/Users?count=0")).ExpectScimError(403, "out-of-scope");
        (await caller.At($"{Root}/default/dev/v2/no-such-tenant").Get("/Users?count=0")).ExpectScimError(403, "out-of-scope");
        (await caller.At(fixture.Legacy.BaseUrl).Get("/Users?count=0")).ExpectScimError(403, "out-of-scope");
    }

    [Fact]
    public async Task S2_a_token_of_tenant_default_reaches_the_legacy_base()
    {
        var token = await TokenOf(fixture.Scim);
        (await fixture.Legacy.With(token).Get("/Users?count=0")).Expect(200);
        (await fixture.Scim.With(token).Get("/Users?count=0")).Expect(200);
    }

    [Fact]
    public async Task S2_the_tenants_letter_case_counts()
    {
        var mine = await fixture.CreateTenant("case" + ServiceFixture.Fresh("t"));
        var token = await TokenOf(mine);
        (await mine.With(token).At(mine.BaseUrl.Replace("/case", "/CASE", StringComparison.Ordinal)).Get("/Users")).ExpectScimError(403, "out-of-scope");
    }

    [Fact]
    public async Task A3_ids_and_keys_name_project_and_environment_alike()
    {
        var project = (await fixture.Administration.Get("/projects/default")).Expect(200).Id;
        var environment = (await fixture.Administration.Get("/projects/default/environments/dev")).Expect(200).Id;
        foreach (var path in (string[])[$"{project}/{environment}", $"default/{environment}", $"{project}/dev", $"{project.ToUpperInvariant()}/dev"])
        {
            (await fixture.Scim.At($"{Root}/{path}").Get("/Users?count=0")).Expect(200);
        }
    }

    private async Task<string> TokenOf(Caller tenant)
    {
        var key = tenant.BaseUrl[(tenant.BaseUrl.LastIndexOf('/') + 1)..];
        var issued = await fixture.Administration.Post("/projects/default/environments/dev/tokens", new { tenant = key, description = "of a tenant" });
        return issued.Expect(201).Json.GetProperty("token").GetString()!;
    }
}
