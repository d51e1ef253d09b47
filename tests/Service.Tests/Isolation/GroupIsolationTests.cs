using Scim.Service.Tests.Hosting;
using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Isolation;

/// <summary>What one tenant does with its groups does not show in another (rules G2, G6 to G9).</summary>
public sealed class GroupIsolationTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    private readonly string _name = ServiceFixture.Fresh("Role");

    [Fact]
    public async Task G6_a_group_is_seen_by_the_tenant_that_holds_it_alone()
    {
        var group = await tenants.Acme.Create("/Groups", new { displayName = _name });

        foreach (var other in new[] { tenants.Globex, tenants.Legacy, tenants.Foreign })
        {
            (await other.Get("/Groups/" + group)).Status.ShouldBe(404);
            (await other.Find("/Groups")).Keys.ShouldNotContain(group);
            (await other.Find("/Groups", $"displayName eq \"{_name}\"")).ShouldBeEmpty();
            (await other.Find("/Groups", $"id eq \"{group}\"")).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task G6_a_group_that_the_tenant_does_not_hold_cannot_be_changed_by_its_id()
    {
        var group = await tenants.Acme.Create("/Groups", new { displayName = _name });
        var before = (await tenants.Acme.Get("/Groups/" + group)).Text;

        (await tenants.Globex.Put("/Groups/" + group, new { displayName = "Mine" })).Status.ShouldBe(404);
        (await tenants.Globex.Patch("/Groups/" + group, new { op = "replace", path = "displayName", value = "Mine" })).Status.ShouldBe(404);
        (await tenants.Globex.Delete("/Groups/" + group)).Status.ShouldBe(404);

        (await tenants.Acme.Get("/Groups/" + group)).Text.ShouldBe(before);
    }

    [Fact]
    public async Task G2_a_second_tenant_reuses_the_role_and_gets_it_empty()
    {
        var user = await CreateUser();
        var group = await tenants.Acme.Create("/Groups", new { displayName = _name, externalId = "acme-1", members = new[] { new { value = user } } });

        (await tenants.Globex.Create("/Groups", new { displayName = _name })).ShouldBe(group);

        (await tenants.Globex.Members(group)).ShouldBeEmpty();
        (await tenants.Globex.Get("/Groups/" + group)).Json.TryGetProperty("externalId", out _).ShouldBeFalse();
        (await tenants.Acme.Members(group)).ShouldBe([user]);
    }

    [Fact]
    public async Task G9_members_added_replaced_and_cleared_in_one_tenant_stay_there()
    {
        var (mine, theirs) = (await CreateUser(), await CreateUser());
        var group = await HeldByBoth();
        await tenants.Globex.Patch("/Groups/" + group, Add(theirs));
        var before = (await tenants.Globex.Get("/Groups/" + group)).Text;

        await Succeeds(tenants.Acme.Patch("/Groups/" + group, Add(mine)));
        (await tenants.Acme.Members(group)).ShouldBe([mine]);
        await Succeeds(tenants.Acme.Put("/Groups/" + group, new { displayName = _name, members = new[] { new { value = mine }, new { value = theirs } } }));
        await Succeeds(tenants.Acme.Patch("/Groups/" + group, new { op = "remove", path = $"members[value eq \"{theirs}\"]" }));
        (await tenants.Acme.Members(group)).ShouldBe([mine]);
        await Succeeds(tenants.Acme.Patch("/Groups/" + group, new { op = "replace", path = "members", value = Array.Empty<object>() }));
        (await tenants.Acme.Members(group)).ShouldBeEmpty();

        (await tenants.Globex.Get("/Groups/" + group)).Text.ShouldBe(before);
    }

    [Fact]
    public async Task U5_a_user_shows_the_roles_of_the_requests_tenant_alone()
    {
        var user = await CreateUser();
        var group = await HeldByBoth();
        await Succeeds(tenants.Acme.Patch("/Groups/" + group, Add(user)));

        var inAcme = (await tenants.Acme.Get("/Users/" + user)).Json.GetProperty("groups")[0];
        inAcme.GetProperty("value").GetString().ShouldBe(group);
        inAcme.GetProperty("$ref").GetString().ShouldBe($"{tenants.Acme.BaseUrl}/Groups/{group}");
        (await tenants.Globex.Get("/Users/" + user)).Json.TryGetProperty("groups", out _).ShouldBeFalse();
        (await tenants.Globex.Find("/Users", $"groups.value eq \"{group}\"")).ShouldBeEmpty();
        (await tenants.Acme.Find("/Users", $"groups.value eq \"{group}\"")).Keys.ShouldBe([user]);
    }

    [Fact]
    public async Task G7_a_new_name_in_one_tenant_is_its_own()
    {
        var group = await HeldByBoth();
        var before = (await tenants.Globex.Get("/Groups/" + group)).Text;

        await Succeeds(tenants.Acme.Patch("/Groups/" + group, new { op = "replace", path = "displayName", value = _name + " renamed" }));

        (await tenants.Acme.Find("/Groups", $"displayName eq \"{_name} renamed\"")).Keys.ShouldBe([group]);
        (await tenants.Globex.Find("/Groups", $"displayName eq \"{_name} renamed\"")).ShouldBeEmpty();
        (await tenants.Globex.Find("/Groups", $"displayName eq \"{_name}\"")).Keys.ShouldBe([group]);
        (await tenants.Globex.Get("/Groups/" + group)).Text.ShouldBe(before);
    }

    [Fact]
    public async Task G8_a_delete_in_one_tenant_releases_the_role_there_alone()
    {
        var user = await CreateUser();
        var group = await HeldByBoth();
        await Succeeds(tenants.Globex.Patch("/Groups/" + group, Add(user)));
        await Succeeds(tenants.Acme.Patch("/Groups/" + group, Add(user)));
        var before = (await tenants.Globex.Get("/Groups/" + group)).Text;

        (await tenants.Acme.Delete("/Groups/" + group)).Status.ShouldBe(204);

        (await tenants.Acme.Get("/Groups/" + group)).Status.ShouldBe(404);
        (await tenants.Acme.Get("/Users/" + user)).Json.TryGetProperty("groups", out _).ShouldBeFalse();
        (await tenants.Globex.Get("/Groups/" + group)).Text.ShouldBe(before);
        (await tenants.Acme.Create("/Groups", new { displayName = _name })).ShouldBe(group, "taken up again under the same id");
        (await tenants.Acme.Members(group)).ShouldBeEmpty();
    }

    [Fact]
    public async Task G6_an_externalId_of_a_group_is_its_tenants_own()
    {
        var group = await HeldByBoth();

        await Succeeds(tenants.Acme.Patch("/Groups/" + group, new { op = "add", path = "externalId", value = "x-" + _name }));

        (await tenants.Acme.Find("/Groups", $"externalId eq \"x-{_name}\"")).Keys.ShouldBe([group]);
        (await tenants.Globex.Find("/Groups", $"externalId eq \"x-{_name}\"")).ShouldBeEmpty();
    }

    private static object Add(string user) => new { op = "add", path = "members", value = new[] { new { value = user } } };

    private static async Task Succeeds(Task<Reply> request)
    {
        var answer = await request;
        answer.Status.ShouldBeOneOf([200, 204], answer.Text);
    }

    private Task<string> CreateUser() => tenants.Acme.Create("/Users", new { userName = ServiceFixture.Fresh("user") });

    private async Task<string> HeldByBoth()
    {
        var group = await tenants.Acme.Create("/Groups", new { displayName = _name });
        (await tenants.Globex.Create("/Groups", new { displayName = _name })).ShouldBe(group);
        return group;
    }
}
