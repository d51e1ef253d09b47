using System.Text.Json;
using Scim.Service.Tests.Hosting;
using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Isolation;

/// <summary>Users are one environment's (rule U1); what each tenant knows of them beside is its own (rule U3); another environment knows nothing of either.</summary>
public sealed class UserIsolationTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    private readonly string _name = ServiceFixture.Fresh("user");

    [Fact]
    public async Task U1_a_user_is_the_same_under_every_base_of_its_environment()
    {
        var user = await tenants.Acme.Create("/Users", new { userName = _name, displayName = "One and the same" });

        foreach (var client in new[] { tenants.Acme, tenants.Globex, tenants.Legacy, tenants.Missing })
        {
            var seen = (await client.Get("/Users/" + user)).Json;
            seen.GetProperty("displayName").GetString().ShouldBe("One and the same");
            seen.GetProperty("meta").GetProperty("location").GetString().ShouldBe($"{client.BaseUrl}/Users/{user}", "rule A5: the base that the request came through");
        }
    }

    [Fact]
    public async Task U1_another_environment_knows_nothing_of_a_user_and_its_name_is_free_there()
    {
        var user = await tenants.Acme.Create("/Users", new { userName = _name });

        (await tenants.Foreign.Get("/Users/" + user)).Status.ShouldBe(404);
        (await tenants.Foreign.Delete("/Users/" + user)).Status.ShouldBe(404);
        (await tenants.Foreign.Find("/Users", $"userName eq \"{_name}\"")).ShouldBeEmpty();
        (await tenants.Foreign.Create("/Users", new { userName = _name })).ShouldNotBe(user);
        (await tenants.Acme.Get("/Users/" + user)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task U3_an_externalId_is_seen_and_found_by_its_own_tenant_alone()
    {
        var user = await tenants.Acme.Create("/Users", new { userName = _name, externalId = "acme-" + _name });
        var set = await tenants.Globex.Patch("/Users/" + user, new { op = "add", path = "externalId", value = "globex-" + _name });
        set.Expect(200);

        (await ExternalId(tenants.Acme, user)).ShouldBe("acme-" + _name);
        (await ExternalId(tenants.Globex, user)).ShouldBe("globex-" + _name);
        (await ExternalId(tenants.Legacy, user)).ShouldBeNull();
        (await tenants.Globex.Find("/Users", $"externalId eq \"acme-{_name}\"")).ShouldBeEmpty();
        (await tenants.Globex.Find("/Users", $"externalId eq \"globex-{_name}\"")).Keys.ShouldBe([user]);
        (await tenants.Legacy.Find("/Users", $"userName eq \"{_name}\" and externalId pr")).ShouldBeEmpty();
    }

    [Fact]
    public async Task U3_a_PUT_in_one_tenant_leaves_the_others_externalId()
    {
        var user = await tenants.Acme.Create("/Users", new { userName = _name, externalId = "acme-" + _name });

        (await tenants.Globex.Put("/Users/" + user, new { userName = _name, title = "from globex" })).Status.ShouldBe(200);

        (await ExternalId(tenants.Acme, user)).ShouldBe("acme-" + _name);
        (await tenants.Acme.Get("/Users/" + user)).Json.GetProperty("title").GetString().ShouldBe("from globex");
    }

    [Theory]
    [InlineData("externalId eq \"{0}\" or userName eq \"nobody\"")]
    [InlineData("userName eq \"nobody\" or externalId eq \"{0}\"")]
    [InlineData("not (externalId eq \"nobody\") and externalId pr and userName co \"{1}\"")]
    [InlineData("externalId sw \"acme\" and userName co \"{1}\"")]
    [InlineData("(userName eq \"nobody\") or (externalId co \"{1}\") or (id eq \"1\")")]
    public async Task U3_no_filter_reaches_another_tenants_externalId(string filter)
    {
        var user = await tenants.Acme.Create("/Users", new { userName = _name, externalId = "acme-" + _name });
        var filled = string.Format(filter, "acme-" + _name, _name);

        (await tenants.Acme.Find("/Users", filled)).Keys.ShouldBe([user], "its own tenant finds it");
        (await tenants.Globex.Find("/Users", filled)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("displayName eq \"{0}\" or displayName pr")]
    [InlineData("displayName pr or displayName eq \"{0}\"")]
    [InlineData("id pr or meta.lastModified gt \"2000-01-01T00:00:00Z\"")]
    [InlineData("not (displayName eq \"nothing\")")]
    public async Task G6_no_filter_with_or_leaves_the_tenant(string filter)
    {
        var theirs = await tenants.Acme.Create("/Groups", new { displayName = _name });
        var own = await tenants.Globex.Create("/Groups", new { displayName = _name + "-own" });

        var found = await tenants.Globex.Find("/Groups", string.Format(filter, _name));

        found.Keys.ShouldContain(own);
        found.Keys.ShouldNotContain(theirs);
    }

    [Theory]
    [InlineData("userName pr or userName eq \"x\"")]
    [InlineData("id pr or active eq true")]
    [InlineData("not (userName eq \"x\")")]
    public async Task U1_no_filter_leaves_the_environment(string filter)
    {
        var user = await tenants.Acme.Create("/Users", new { userName = _name });

        (await tenants.Acme.Find("/Users", $"({filter}) and id eq \"{user}\"")).Keys.ShouldBe([user]);
        (await tenants.Foreign.Find("/Users", filter)).Keys.ShouldNotContain(user);
    }

    [Fact]
    public async Task U7_a_deleted_user_is_gone_under_every_base_and_from_every_group()
    {
        var user = await tenants.Acme.Create("/Users", new { userName = _name });
        var members = new[] { new { value = user } };
        var group = await tenants.Acme.Create("/Groups", new { displayName = _name, members });
        await tenants.Globex.Create("/Groups", new { displayName = _name, members });

        (await tenants.Globex.Delete("/Users/" + user)).Status.ShouldBe(204);

        foreach (var client in new[] { tenants.Acme, tenants.Globex, tenants.Legacy })
        {
            (await client.Get("/Users/" + user)).Status.ShouldBe(404);
            (await client.Find("/Users", $"userName eq \"{_name}\"")).ShouldBeEmpty();
        }

        (await tenants.Acme.Members(group)).ShouldBeEmpty();
        (await tenants.Globex.Members(group)).ShouldBeEmpty();
        (await tenants.Legacy.Create("/Users", new { userName = _name })).ShouldNotBe(user, "rule U4: an id is never reused");
    }

    [Fact]
    public async Task G11_a_tenant_that_does_not_exist_takes_no_groups_and_no_externalId()
    {
        var group = await tenants.Missing.Post("/Groups", new { displayName = _name });
        group.Status.ShouldBe(400);
        group.Detail.ShouldContain("Tenant 'no-such-tenant' does not exist in this environment");
        (await tenants.Missing.Find("/Groups")).ShouldBeEmpty();
        (await tenants.Acme.Find("/Groups", $"displayName eq \"{_name}\"")).ShouldBeEmpty();
        (await tenants.Missing.Post("/Users", new { userName = _name, externalId = "1" })).Status.ShouldBe(400);
        await tenants.Missing.Create("/Users", new { userName = _name });
    }

    private static async Task<string?> ExternalId(Caller client, string user)
    {
        var seen = (await client.Get("/Users/" + user)).Json;
        return seen.TryGetProperty("externalId", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
