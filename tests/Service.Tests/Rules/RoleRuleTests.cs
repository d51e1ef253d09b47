using Scim.Service.Tests.Hosting;
using Scim.Service.Tests.Isolation;
using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Rules;

/// <summary>Groups are roles (docs/semantics.md), as a client sees it.</summary>
public sealed class RoleRuleTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    private readonly string _name = ServiceFixture.Fresh("Role");

    [Theory]
    [InlineData("{0} A&B (x)", "{0}ABx")]
    [InlineData("{0} ÄÖ é_1", "{0}_1")]
    [InlineData("{0}-٣Z", "{0}-Z")]
    public async Task G1_the_key_is_the_name_without_what_does_not_count(string name, string key)
    {
        await tenants.Acme.Create("/Groups", new { displayName = string.Format(name, _name) });

        var roles = (await tenants.Administration.Get(tenants.Environment.AdministrationPath + "/roles?limit=1000")).Expect(200);
        roles.Text.ShouldContain($"\"{string.Format(key, _name)}\"");
        // The case counts: this is another role.
        await tenants.Acme.Create("/Groups", new { displayName = string.Format(name, _name).ToUpperInvariant() });
    }

    [Fact]
    public async Task G3_another_name_with_the_key_of_another_tenants_role_is_409_and_names_the_key()
    {
        await tenants.Acme.Create("/Groups", new { displayName = _name + " Eng Team" });

        var refused = await tenants.Globex.Post("/Groups", new { displayName = _name + " EngTeam" });

        ShouldConflict(refused, _name + "EngTeam");
        (await tenants.Globex.Find("/Groups", $"displayName sw \"{_name}\"")).ShouldBeEmpty();
    }

    [Fact]
    public async Task G4_a_name_that_the_tenant_holds_is_409_and_so_is_its_key_under_another_name()
    {
        var group = await tenants.Acme.Create("/Groups", new { displayName = _name });
        ShouldConflict(await tenants.Acme.Post("/Groups", new { displayName = _name }), _name);
        ShouldConflict(await tenants.Acme.Post("/Groups", new { displayName = _name + "!" }), _name);

        (await tenants.Acme.Patch("/Groups/" + group, new { op = "replace", path = "displayName", value = _name + " Two" })).Status.ShouldBe(200);

        var refused = await tenants.Acme.Post("/Groups", new { displayName = _name });
        ShouldConflict(refused, _name);
        refused.Text.ShouldContain(_name + " Two", Case.Sensitive, "the present name");
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("日本語")]
    public async Task G5_a_name_of_which_nothing_counts_is_400(string name)
    {
        var refused = await tenants.Acme.Post("/Groups", new { displayName = name });
        refused.ExpectScimError(400);
        refused.ScimType.ShouldBe("invalidValue");
    }

    [Fact]
    public async Task G10_an_unknown_member_becomes_a_provisional_user_that_a_POST_adopts_once()
    {
        var userName = ServiceFixture.Fresh("pending");
        var group = await tenants.Acme.Create("/Groups", new { displayName = _name, members = new[] { new { value = userName, display = "Nobody in particular" } } });

        var provisional = (await tenants.Globex.Find("/Users", $"userName eq \"{userName}\"")).Single();
        (await tenants.Acme.Members(group)).ShouldBe([provisional.Key]);
        provisional.Value.TryGetProperty("displayName", out _).ShouldBeFalse("`display` names nobody");

        (await tenants.Globex.Create("/Users", new { userName, displayName = "Adopted" })).ShouldBe(provisional.Key);
        (await tenants.Acme.Members(group)).ShouldBe([provisional.Key]);
        ShouldConflict(await tenants.Acme.Post("/Users", new { userName }));
    }

    [Fact]
    public async Task G10_a_stale_reference_is_400_and_nothing_is_applied()
    {
        var user = await CreateUser();
        var group = await tenants.Acme.Create("/Groups", new { displayName = _name });
        var stale = Guid.CreateVersion7().ToString();

        var refused = await tenants.Acme.Patch("/Groups/" + group, new { op = "add", path = "members", value = new[] { new { value = user }, new { value = stale } } });

        refused.ExpectScimError(400);
        refused.ScimType.ShouldBe("invalidValue");
        refused.Text.ShouldContain(stale);
        (await tenants.Acme.Members(group)).ShouldBeEmpty();
    }

    [Fact]
    public async Task G12_a_PATCH_of_which_the_last_operation_fails_changes_nothing()
    {
        var user = await CreateUser();
        var group = await tenants.Acme.Create("/Groups", new { displayName = _name, members = new[] { new { value = user } } });
        var before = (await tenants.Acme.Get("/Groups/" + group)).Text;

        var refused = await tenants.Acme.Patch(
            "/Groups/" + group,
            new { op = "replace", path = "displayName", value = _name + " renamed" },
            new { op = "remove", path = "members" },
            new { op = "replace", path = "nonsense", value = "x" });

        refused.Expect(400);
        (await tenants.Acme.Get("/Groups/" + group)).Text.ShouldBe(before);
    }

    [Fact]
    public async Task G13_parallel_additions_lose_no_member()
    {
        var group = await tenants.Acme.Create("/Groups", new { displayName = _name });
        var users = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => CreateUser()));

        var answers = await Task.WhenAll(users.Select(user =>
            tenants.Acme.Patch("/Groups/" + group, new { op = "add", path = "members", value = new[] { new { value = user } } })));

        answers.ShouldAllBe(answer => answer.Status == 200);
        (await tenants.Acme.Members(group)).ShouldBe(users, ignoreOrder: true);
    }

    [Fact]
    public async Task G13_parallel_POSTs_of_one_name_leave_one_role()
    {
        var clients = new[] { tenants.Acme, tenants.Globex, tenants.Legacy };
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => clients[i % clients.Length].Post("/Groups", new { displayName = _name })));

        var created = answers.Where(answer => answer.Status == 201).ToList();
        created.Count.ShouldBe(clients.Length, "each tenant once");
        created.Select(answer => answer.Json.GetProperty("id").GetString()).Distinct().Count().ShouldBe(1);
        answers.Except(created).ShouldAllBe(answer => answer.Status == 409);
    }

    [Fact]
    public async Task G14_a_group_in_a_group_is_400()
    {
        var inner = await tenants.Acme.Create("/Groups", new { displayName = _name + "-inner" });
        var member = new { value = inner, type = "Group" };
        var group = await tenants.Acme.Create("/Groups", new { displayName = _name });

        foreach (var refused in new[]
        {
            await tenants.Acme.Post("/Groups", new { displayName = _name + "-2", members = new[] { member } }),
            await tenants.Acme.Put("/Groups/" + group, new { displayName = _name, members = new[] { member } }),
            await tenants.Acme.Patch("/Groups/" + group, new { op = "add", path = "members", value = new[] { member } }),
        })
        {
            refused.ExpectScimError(400);
            refused.ScimType.ShouldBe("invalidValue");
        }

        (await tenants.Acme.Members(group)).ShouldBeEmpty();
    }

    private Task<string> CreateUser() => tenants.Acme.Create("/Users", new { userName = ServiceFixture.Fresh("user") });

    private static void ShouldConflict(Reply answer, string? named = null)
    {
        answer.ExpectScimError(409);
        answer.ScimType.ShouldBe("uniqueness");
        if (named is not null)
        {
            answer.Detail.ShouldContain(named);
        }
    }
}
