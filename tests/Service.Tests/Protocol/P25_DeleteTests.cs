using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Point 25: DELETE.</summary>
[Collection(ServiceTests.Name)]
public sealed class P25_DeleteTests(ServiceFixture fixture)
{
    [Fact]
    public async Task U7_a_deleted_user_is_gone_under_every_base_and_its_name_is_free()
    {
        var tenant = await fixture.CreateTenant();
        var user = await fixture.Scim.NewUser();
        var name = user.Get("userName").GetString();
        var here = await fixture.Scim.NewGroup(user.Id);
        var there = await tenant.NewGroup(user.Id);
        var deleted = (await tenant.Delete($"/Users/{user.Id}")).Expect(204);
        deleted.Text.ShouldBeEmpty();
        deleted.Header("Content-Type").ShouldBeNull();
        foreach (var scim in (Caller[])[fixture.Scim, fixture.Legacy, tenant])
        {
            (await scim.Get($"/Users/{user.Id}")).ExpectScimError(404, "user-missing");
            (await scim.Delete($"/Users/{user.Id}")).ExpectScimError(404, "user-missing");
            (await scim.Put($"/Users/{user.Id}", new { userName = name })).ExpectScimError(404, "user-missing");
            (await scim.PatchJson($"/Users/{user.Id}", """{"op":"add","path":"title","value":"x"}""")).ExpectScimError(404, "user-missing");
            (await scim.Get($"/Users?filter=userName+eq+%22{name}%22")).Expect(200).Get("totalResults").GetInt32().ShouldBe(0);
        }

        (await fixture.Scim.Get($"/Groups/{here.Id}")).Expect(200).Get("members").GetArrayLength().ShouldBe(0);
        (await tenant.Get($"/Groups/{there.Id}")).Expect(200).Get("members").GetArrayLength().ShouldBe(0);
        (await fixture.Scim.Post("/Users", new { userName = name })).Expect(201).Id.ShouldNotBe(user.Id);
    }

    [Fact]
    public async Task G8_a_deleted_group_is_gone_here_revokes_and_comes_back_empty()
    {
        var (one, two) = (await fixture.CreateTenant(), await fixture.CreateTenant());
        var user = await fixture.CreateUser();
        var group = await one.NewGroup(user);
        var name = group.Get("displayName").GetString();
        (await two.Post("/Groups", new { displayName = name, members = new[] { new { value = user } } })).Expect(201).Id.ShouldBe(group.Id);
        (await one.Delete($"/Groups/{group.Id}")).Expect(204).Text.ShouldBeEmpty();
        (await one.Get($"/Groups/{group.Id}")).ExpectScimError(404, "group-missing");
        (await one.Get($"/Groups?filter=id+eq+%22{group.Id}%22")).Expect(200).Get("totalResults").GetInt32().ShouldBe(0);
        (await one.Get($"/Users/{user}")).Expect(200).Has("groups").ShouldBeFalse();
        (await two.Get($"/Groups/{group.Id}")).Expect(200).Get("members").GetArrayLength().ShouldBe(1);
        var again = (await one.Post("/Groups", new { displayName = name })).Expect(201);
        again.Id.ShouldBe(group.Id);
        again.Get("members").GetArrayLength().ShouldBe(0);
        again.Version().ShouldNotBe(group.Version());
    }
}
