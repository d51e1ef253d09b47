using Scim.Service.Tests.Hosting;
using Scim.Service.Tests.Isolation;
using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Rules;

/// <summary>Users (docs/semantics.md), as a client sees it.</summary>
public sealed class UserRuleTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    private readonly string _name = ServiceFixture.Fresh("user");

    [Theory]
    [InlineData("ÉMILIE", "émilie", 409)]
    [InlineData("STRASSE", "straße", 201)]
    [InlineData("e\u0301", "\u00e9", 201)]
    public async Task U2_names_are_the_same_when_their_lower_case_is(string first, string second, int status)
    {
        await tenants.Acme.Create("/Users", new { userName = first + _name });

        var answer = await tenants.Globex.Post("/Users", new { userName = second + _name });

        answer.Expect(status);
    }

    [Fact]
    public async Task U2_parallel_POSTs_of_one_name_leave_one_user()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            (i % 2 == 0 ? tenants.Acme : tenants.Legacy).Post("/Users", new { userName = i % 3 == 0 ? _name.ToUpperInvariant() : _name })));

        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        answers.Count(answer => answer.Status == 409).ShouldBe(39);
        (await tenants.Acme.Find("/Users", $"userName eq \"{_name}\"")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task U4_an_id_in_a_request_is_ignored()
    {
        var wanted = Guid.CreateVersion7().ToString();

        var user = await tenants.Acme.Create("/Users", new { id = wanted, userName = _name });

        user.ShouldNotBe(wanted);
        Guid.Parse(user).Version.ShouldBe(7);
        (await tenants.Acme.Get("/Users/" + wanted)).Status.ShouldBe(404);
        (await tenants.Acme.Put("/Users/" + wanted, new { userName = _name + "-2" })).Status.ShouldBe(404, "a PUT creates nothing");
    }

    [Fact]
    public async Task U6_an_inactive_user_keeps_its_roles_and_is_granted_none()
    {
        var user = await tenants.Acme.Create("/Users", new { userName = _name });
        var group = await tenants.Acme.Create("/Groups", new { displayName = _name, members = new[] { new { value = user } } });
        (await Roles(user)).ShouldContain(_name);

        (await tenants.Globex.Patch("/Users/" + user, new { op = "replace", path = "active", value = false })).Status.ShouldBe(200);
        (await Roles(user)).ShouldNotContain(_name);
        (await tenants.Acme.Members(group)).ShouldBe([user]);

        (await tenants.Globex.Patch("/Users/" + user, new { op = "replace", path = "active", value = true })).Status.ShouldBe(200);
        (await Roles(user)).ShouldContain(_name);
    }

    [Fact]
    public async Task U8_a_password_is_never_returned_nor_filterable()
    {
        var answer = await tenants.Acme.Post("/Users", new { userName = _name, password = "correct horse" });
        answer.Status.ShouldBe(201);
        answer.Text.ShouldNotContain("password");
        var user = answer.Json.GetProperty("id").GetString();

        (await tenants.Acme.Get($"/Users/{user}?attributes=password,userName")).Text.ShouldNotContain("correct horse");
        foreach (var filter in new[] { "password eq \"correct horse\"", "password pr", "not (password sw \"c\")" })
        {
            var refused = await tenants.Acme.Get("/Users?filter=" + Uri.EscapeDataString(filter));
            refused.Expect(400);
        }
    }

    [Fact]
    public async Task U9_profile_and_externalId_change_together_or_not_at_all()
    {
        var user = await tenants.Acme.Create("/Users", new { userName = _name, externalId = "1" });
        await tenants.Acme.Create("/Users", new { userName = _name + "-taken" });
        var before = await tenants.Acme.Get("/Users/" + user);

        var refused = await tenants.Acme.Patch(
            "/Users/" + user, new { op = "replace", path = "externalId", value = "2" }, new { op = "replace", path = "userName", value = _name + "-taken" });

        refused.Expect(409);
        (await tenants.Acme.Get("/Users/" + user)).Text.ShouldBe(before.Text);
    }

    [Fact]
    public async Task U9_the_version_moves_with_the_profile_and_the_own_externalId_alone()
    {
        var user = await tenants.Acme.Create("/Users", new { userName = _name });
        var start = await Version(tenants.Acme, user);

        await tenants.Globex.Patch("/Users/" + user, new { op = "add", path = "externalId", value = "theirs" });
        await tenants.Acme.Create("/Groups", new { displayName = _name, members = new[] { new { value = user } } });
        (await Version(tenants.Acme, user)).ShouldBe(start, "neither another tenant's externalId nor a membership counts");

        await tenants.Acme.Patch("/Users/" + user, new { op = "add", path = "externalId", value = "ours" });
        var linked = await Version(tenants.Acme, user);
        linked.ShouldNotBe(start);

        await tenants.Globex.Patch("/Users/" + user, new { op = "add", path = "title", value = "Dr" });
        (await Version(tenants.Acme, user)).ShouldNotBe(linked);
    }

    [Fact]
    public async Task S5_every_connection_of_an_environment_can_change_its_shared_users()
    {
        var user = await tenants.Acme.Create("/Users", new { userName = _name });

        (await tenants.GlobexAlone.Patch("/Users/" + user, new { op = "replace", path = "displayName", value = "by globex" })).Status.ShouldBe(200);

        (await tenants.Acme.Get("/Users/" + user)).Json.GetProperty("displayName").GetString().ShouldBe("by globex");
        (await tenants.GlobexAlone.Delete("/Users/" + user)).Status.ShouldBe(204);
        (await tenants.Acme.Get("/Users/" + user)).Status.ShouldBe(404);
    }

    private async Task<string> Roles(string user) =>
        (await tenants.Administration.Get($"{tenants.Environment.AdministrationPath}/tenants/{TestEnvironment.Acme}/users/{user}/roles")).Expect(200).Text;

    private static async Task<string> Version(Caller client, string user)
    {
        var answer = await client.Get("/Users/" + user);
        var version = answer.Json.GetProperty("meta").GetProperty("version").GetString()!;
        answer.Header("ETag").ShouldBe(version);
        return version;
    }
}
