using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Point 28: versions, and preconditions on them (RFC 7644 §3.14, RFC 9110 §13).</summary>
[Collection(ServiceTests.Name)]
public sealed class P28_VersionTests(ServiceFixture fixture)
{
    private const string Change = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"externalId","value":"VALUE"}]}""";

    [Theory]
    [InlineData("/Users/", "GET")]
    [InlineData("/Users/", "HEAD")]
    [InlineData("/Groups/", "GET")]
    public async Task a_version_that_the_client_has_is_not_sent_again(string collection, string method)
    {
        var resource = await New(collection);
        var tag = resource.Header("ETag")!;
        foreach (var header in new[] { tag, tag[2..], "*", $"\"other\", {tag}" })
        {
            var answer = (await Send(method, collection + resource.Id, null, ("If-None-Match", header))).Expect(304);
            answer.Text.ShouldBeEmpty();
            answer.Header("ETag").ShouldBe(tag);
            answer.Header("Content-Location").ShouldBe(resource.Header("Location"));
            answer.Header("Content-Type").ShouldBeNull();
        }

        (await Send(method, collection + resource.Id, null, ("If-None-Match", "W/\"other\""))).Expect(200).Header("ETag").ShouldBe(tag);
        (await Send(method, collection + resource.Id, null, ("If-Match", tag))).Expect(200);
        (await Send(method, collection + resource.Id, null, ("If-Match", "W/\"other\""))).Expect(412);
    }

    [Theory]
    [InlineData("/Users/")]
    [InlineData("/Groups/")]
    public async Task a_change_of_another_version_is_refused_and_changes_nothing(string collection)
    {
        var first = await New(collection);
        var path = collection + first.Id;
        var stale = first.Header("ETag")!;
        var second = (await Send("PATCH", path, Change.Replace("VALUE", "mine", StringComparison.Ordinal))).Expect(200);
        var body = first.Text;
        foreach (var (method, sent) in new (string, string?)[] { ("PUT", body), ("PATCH", Change.Replace("VALUE", "theirs", StringComparison.Ordinal)), ("DELETE", null) })
        {
            foreach (var header in new[] { ("If-Match", stale), ("If-None-Match", second.Header("ETag")!), ("If-None-Match", "*") })
            {
                (await Send(method, path, sent, header)).ExpectScimError(412, "precondition-failed").ScimType.ShouldBeNull();
            }
        }

        var after = (await fixture.Scim.Get(path)).Expect(200);
        after.Header("ETag").ShouldBe(second.Header("ETag"));
        after.Get("externalId").GetString().ShouldBe("mine");
    }

    [Theory]
    [InlineData("/Users/")]
    [InlineData("/Groups/")]
    public async Task a_change_of_the_version_that_was_read_is_made(string collection)
    {
        var current = await New(collection);
        var path = collection + current.Id;
        current = (await Send("PATCH", path, Change.Replace("VALUE", "a", StringComparison.Ordinal), ("If-Match", current.Header("ETag")!))).Expect(200);
        current = (await Send("PATCH", path, Change.Replace("VALUE", "b", StringComparison.Ordinal), ("If-Match", "*"))).Expect(200);
        current = (await Send("PATCH", path, Change.Replace("VALUE", "c", StringComparison.Ordinal), ("If-None-Match", "\"other\""))).Expect(200);
        var replaced = (await Send("PUT", path, current.Text.Replace("\"c\"", "\"d\"", StringComparison.Ordinal), ("If-Match", $"\"other\", {current.Header("ETag")}"))).Expect(200);
        replaced.Get("externalId").GetString().ShouldBe("d");
        replaced.Get("meta").GetProperty("version").GetString().ShouldBe(replaced.Header("ETag"));
        (await Send("DELETE", path, null, ("If-Match", replaced.Header("ETag")!))).Expect(204).Text.ShouldBeEmpty();
        (await Send("DELETE", path, null, ("If-Match", "*"))).ExpectScimError(404);
        (await Send("GET", path, null, ("If-None-Match", "*"))).ExpectScimError(404);
    }

    [Theory]
    [InlineData("/Users")]
    [InlineData("/Groups")]
    public async Task what_is_created_has_no_version_yet(string collection)
    {
        var name = ServiceFixture.Fresh("versioned");
        var body = $$"""{"userName":"{{name}}","displayName":"{{name}}"}""";
        (await Send("POST", collection, body, ("If-Match", "*"))).ExpectScimError(412, "precondition-failed");
        (await fixture.Scim.Get($"{collection}?filter=displayName+eq+%22{name}%22")).Expect(200).Get("totalResults").GetInt32().ShouldBe(0);
        (await Send("POST", collection, body, ("If-None-Match", "*"))).Expect(201);
        (await Send("POST", collection, body, ("If-None-Match", "*"))).ExpectScimError(409);
    }

    [Fact]
    public async Task a_header_that_is_no_list_of_tags_is_a_bad_request_before_anything_else()
    {
        var user = await New("/Users/");
        foreach (var name in new[] { "If-Match", "If-None-Match" })
        {
            foreach (var (method, body) in new (string, string?)[] { ("GET", null), ("PUT", "{"), ("PATCH", "{"), ("DELETE", null) })
            {
                (await Send(method, "/Users/" + user.Id, body, (name, "1.1"))).ExpectScimError(400, "precondition-syntax").Detail.ShouldContain(name);
            }

            (await Send("POST", "/Users", "{", (name, "W/1"))).ExpectScimError(400, "precondition-syntax");
        }

        (await Send("GET", "/Users/" + user.Id, null)).Expect(200).Header("ETag").ShouldBe(user.Header("ETag"));
    }

    [Fact]
    public async Task lists_and_discovery_have_no_version()
    {
        foreach (var path in new[] { "/Users", "/Groups", "/ServiceProviderConfig", "/Schemas" })
        {
            (await Send("GET", path, null, ("If-None-Match", "*"))).Expect(200).Header("ETag").ShouldBeNull();
            (await Send("GET", path, null, ("If-Match", "\"1\""))).Expect(200);
        }
    }

    [Fact]
    public async Task G6_a_groups_version_is_the_tenants_own()
    {
        var tenant = await fixture.CreateTenant();
        var here = await New("/Groups/");
        var there = (await tenant.Post("/Groups", new { displayName = here.Get("displayName").GetString() })).Expect(201);
        there.Id.ShouldBe(here.Id);
        (await Send("PATCH", "/Groups/" + here.Id, Change.Replace("VALUE", "x", StringComparison.Ordinal), ("If-Match", here.Header("ETag")!))).Expect(200);

        (await tenant.Send("GET", "/Groups/" + there.Id, (HttpContent?)null, ("If-None-Match", there.Header("ETag")!))).Expect(304);
        (await Send("GET", "/Groups/" + here.Id, null, ("If-None-Match", here.Header("ETag")!))).Expect(200);
    }

    [Theory]
    [InlineData("/Users/")]
    [InlineData("/Groups/")]
    public async Task of_many_writers_with_one_version_exactly_one_wins(string collection)
    {
        var resource = await New(collection);
        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            Send("PATCH", collection + resource.Id, Change.Replace("VALUE", $"w{i}", StringComparison.Ordinal), ("If-Match", resource.Header("ETag")!))));
        var winner = replies.Single(reply => reply.Status == 200);
        replies.Count(reply => reply.Status == 412).ShouldBe(199);
        (await fixture.Scim.Get(collection + resource.Id)).Expect(200).Get("externalId").GetString().ShouldBe(winner.Get("externalId").GetString());
    }

    private async Task<Reply> New(string collection)
    {
        var name = ServiceFixture.Fresh("versioned");
        return (await fixture.Scim.Post(collection.TrimEnd('/'), new { userName = name, displayName = name, externalId = "first" })).Expect(201);
    }

    private async Task<Reply> Send(string method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var content = body is null ? null : Caller.Json(body);
        return await fixture.Scim.Send(method, path, content, headers);
    }
}
