using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Users;

/// <summary>Each endpoint of Users over the wire. What it decides is tested where it is decided.</summary>
[Collection(ServiceTests.Name)]
public sealed class UserEndpointTests(ServiceFixture fixture)
{
    [Fact]
    public async Task a_created_user_has_location_and_entity_tag()
    {
        var created = (await fixture.Scim.Post("/Users", new { userName = ServiceFixture.Fresh("user"), id = "chosen", meta = new { version = "x" } })).Expect(201);
        Guid.TryParseExact(created.Id, "D", out _).ShouldBeTrue();
        created.Header("Content-Type").ShouldBe("application/scim+json");
        created.Header("Location").ShouldBe($"{fixture.Scim.BaseUrl}/Users/{created.Id}");
        created.Header("ETag").ShouldBe("W/\"1.0\"");
        created.Json.GetProperty("meta").GetProperty("version").GetString().ShouldBe("W/\"1.0\"");
        created.Header("Server").ShouldBeNull();
    }

    [Fact]
    public async Task get_answers_what_post_answered()
    {
        var created = (await fixture.Scim.Post("/Users", new { userName = ServiceFixture.Fresh("user"), name = new { givenName = "Zoë \"Z\"" } })).Expect(201);
        var read = (await fixture.Scim.Get($"/Users/{created.Id}")).Expect(200);
        read.Text.ShouldBe(created.Text);
        read.Header("ETag").ShouldBe(created.Header("ETag"));
        read.Header("Location").ShouldBe(created.Header("Location"));
    }

    [Fact]
    public async Task U2_a_second_user_of_a_name_is_a_conflict()
    {
        var name = ServiceFixture.Fresh("user");
        await fixture.CreateUser(name);
        (await fixture.Scim.Post("/Users", new { userName = name.ToUpperInvariant() })).ExpectScimError(409, "user-name-taken").ScimType.ShouldBe("uniqueness");
    }

    [Fact]
    public async Task put_replaces_and_a_missing_user_is_never_created()
    {
        var name = ServiceFixture.Fresh("user");
        var id = await fixture.CreateUser(name);
        var replaced = (await fixture.Scim.Put($"/Users/{id}", new { userName = name, displayName = "Replaced" })).Expect(200);
        replaced.Json.GetProperty("displayName").GetString().ShouldBe("Replaced");
        replaced.Header("ETag").ShouldBe("W/\"2.0\"");
        replaced.Header("Location").ShouldBe($"{fixture.Scim.BaseUrl}/Users/{id}");
        (await fixture.Scim.Put("/Users/7f1d7a0e-1111-4222-8333-444455556666", new { userName = ServiceFixture.Fresh("user") })).ExpectScimError(404, "user-missing");
    }

    [Fact]
    public async Task changes_of_one_user_that_meet_are_all_made()
    {
        const int Changes = 60;
        var name = ServiceFixture.Fresh("user");
        var id = await fixture.CreateUser(name);

        var answers = await Task.WhenAll(Enumerable.Range(0, Changes).Select(i => i % 10 == 9
            ? fixture.Scim.Patch($"/Users/{id}", new { op = "replace", path = "title", value = $"title {i}" })
            : fixture.Scim.Patch($"/Users/{id}", new { op = "add", path = "emails", value = new[] { new { value = $"{i}@{name}.example.com" } } })));

        answers.Select(answer => answer.Expect(200).Header("ETag")).Distinct().Count().ShouldBe(Changes);
        var after = (await fixture.Scim.Get($"/Users/{id}")).Expect(200);
        after.Header("ETag").ShouldBe($"W/\"{1 + Changes}.0\"");
        after.Json.GetProperty("emails").GetArrayLength().ShouldBe(Changes * 9 / 10);
    }

    [Fact]
    public async Task patch_answers_with_the_resource_and_an_equal_value_keeps_the_version()
    {
        var id = await fixture.CreateUser();
        var off = (await fixture.Scim.Patch($"/Users/{id}", new { op = "Replace", path = "active", value = "False" })).Expect(200);
        off.Json.GetProperty("active").GetBoolean().ShouldBeFalse();
        off.Header("ETag").ShouldBe("W/\"2.0\"");
        (await fixture.Scim.Patch($"/Users/{id}", new { op = "replace", path = "active", value = false })).Expect(200).Header("ETag").ShouldBe("W/\"2.0\"");
    }

    [Fact]
    public async Task U7_a_deleted_user_is_gone_under_every_base_and_its_name_is_free()
    {
        var name = ServiceFixture.Fresh("user");
        var id = await fixture.CreateUser(name);
        var gone = (await fixture.Scim.Delete($"/Users/{id}")).Expect(204);
        gone.Text.ShouldBeEmpty();
        gone.Header("Content-Type").ShouldBeNull();
        (await fixture.Scim.Get($"/Users/{id}")).ExpectScimError(404);
        (await fixture.Legacy.Get($"/Users/{id}")).ExpectScimError(404);
        (await fixture.Scim.Delete($"/Users/{id}")).ExpectScimError(404);
        await fixture.CreateUser(name);
    }

    [Fact]
    public async Task U3_each_tenant_has_an_externalId_of_its_own()
    {
        var other = await fixture.CreateTenant();
        var created = (await fixture.Scim.Post("/Users", new { userName = ServiceFixture.Fresh("user"), externalId = "here" })).Expect(201);
        created.Header("ETag").ShouldBe("W/\"1.1\"");
        (await other.Get($"/Users/{created.Id}")).Expect(200).Json.TryGetProperty("externalId", out _).ShouldBeFalse();
        (await other.Patch($"/Users/{created.Id}", new { op = "add", path = "externalId", value = "there" })).Expect(200);
        (await fixture.Scim.Get($"/Users/{created.Id}")).Expect(200).Json.GetProperty("externalId").GetString().ShouldBe("here");
    }

    [Fact]
    public async Task head_answers_as_get_does_without_a_body()
    {
        var id = await fixture.CreateUser();
        var read = (await fixture.Scim.Get($"/Users/{id}")).Expect(200);
        var head = (await fixture.Scim.Send("HEAD", $"/Users/{id}")).Expect(200);
        head.Text.ShouldBeEmpty();
        head.Header("Content-Length").ShouldBe(read.Header("Content-Length"));
        head.Header("ETag").ShouldBe(read.Header("ETag"));
    }

    [Fact]
    public async Task a_page_has_integers_and_its_resources()
    {
        var marker = ServiceFixture.Fresh("page");
        for (var i = 0; i < 3; i++)
        {
            await fixture.CreateUser($"{marker}-{i}");
        }

        var page = (await fixture.Scim.Get($"/Users?filter=userName+sw+%22{marker}%22&startIndex=2&count=1")).Expect(200).Json;
        page.GetProperty("totalResults").GetInt32().ShouldBe(3);
        page.GetProperty("startIndex").GetInt32().ShouldBe(2);
        page.GetProperty("itemsPerPage").GetInt32().ShouldBe(1);
        page.GetProperty("Resources").GetArrayLength().ShouldBe(1);
        var past = (await fixture.Scim.Get($"/Users?filter=userName+sw+%22{marker}%22&startIndex=99")).Expect(200).Json;
        past.GetProperty("startIndex").GetInt32().ShouldBe(99);
        past.GetProperty("Resources").GetArrayLength().ShouldBe(0);
    }
}
