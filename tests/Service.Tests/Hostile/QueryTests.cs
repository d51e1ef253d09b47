namespace Scim.Service.Tests.Hostile;

/// <summary>Queries, methods and headers that no client in good faith sends.</summary>
public sealed class QueryTests(HostileWorld world) : IClassFixture<HostileWorld>
{
    [Theory]
    [InlineData("%00")]
    [InlineData("userName%20eq%20%22%00%22")]
    [InlineData("userName%20eq%20%22%ff%fe%22")]
    [InlineData("userName%20eq%20%22%5Cud800%22")]
    [InlineData("userName%20eq%20%22%5Cu0000%22")]
    [InlineData("userName%20eq%20%22unterminated")]
    [InlineData("userName%20eq%201e999999")]
    [InlineData("meta.lastModified%20gt%20%229999-99-99T99:99:99Z%22")]
    [InlineData("%zz")]
    [InlineData("userName%20eq%20%22%25%22")]
    [InlineData("userName%20sw%20%22%25_%5B%5D%5C%5C%22")]
    [InlineData("password%20pr")]
    [InlineData("%F0%9F%98%80%20eq%201")]
    [InlineData("userName%20eq%20%22a%22%20;drop%20table%20users")]
    [InlineData("userName%20eq%20%22')%20or%201=1%20--%22")]
    public async Task a_filter_of_nonsense_is_refused_or_finds_nothing(string encoded)
    {
        foreach (var collection in new[] { "/Users", "/Groups" })
        {
            var answer = await world.Wire.Send(world.Wire.Head("GET", world.Target($"{collection}?filter={encoded}"), world.Bearer));
            if (answer is { Status: 200 })
            {
                answer.Json!.Value.GetProperty("totalResults").GetInt32().ShouldBe(0, answer.ToString());
            }
            else
            {
                answer.ShouldBeRefusedAs("invalidFilter");
            }
        }

        await world.ShouldStillServe();
    }

    [Theory]
    [InlineData("startIndex=99999999999999999999999")]
    [InlineData("startIndex=-99999999999999999999999")]
    [InlineData("startIndex=2147483648&count=2147483648")]
    [InlineData("count=99999999999999999999999")]
    [InlineData("count=-99999999999999999999999")]
    [InlineData("count=1e5")]
    [InlineData("count=0x10")]
    [InlineData("count=%00")]
    [InlineData("startIndex=NaN")]
    [InlineData("attributes=%00")]
    [InlineData("attributes=%ff,,,,emails[&excludedAttributes=")]
    [InlineData("filter=&filter=userName%20pr&filter=")]
    [InlineData("sortBy=%00&sortOrder=%00")]
    [InlineData("&&&===&?&%&")]
    public async Task a_parameter_of_nonsense_is_never_a_fault_of_the_service(string query)
    {
        foreach (var path in new[] { "/Users", "/Groups", "/Users/" + world.UserId, "/Groups/" + world.GroupId, "/Schemas", "/ServiceProviderConfig" })
        {
            var answer = await world.Wire.Send(world.Wire.Head("GET", world.Target($"{path}?{query}"), world.Bearer));
            if (answer is not { Status: 200 })
            {
                // 403: a filter on a discovery endpoint (RFC 7644 §4).
                answer.ShouldBeRefused(400, 403);
            }
        }

        await world.ShouldStillServe();
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("..%2f..")]
    [InlineData("%F0%9F%98%80")]
    [InlineData("%ff")]
    [InlineData("'%20or%20'1'='1")]
    [InlineData("{id}")]
    [InlineData("1e999")]
    public async Task an_id_of_nonsense_is_404_for_every_method(string id)
    {
        foreach (var collection in new[] { "/Users/", "/Groups/" })
        {
            foreach (var method in new[] { "GET", "PUT", "PATCH", "DELETE" })
            {
                var body = method is "PUT" ? """{"userName":"x","displayName":"x"}"""u8.ToArray()
                    : method is "PATCH" ? """{"Operations":[{"op":"replace","path":"displayName","value":"x"}]}"""u8.ToArray()
                    : [];
                var answer = await world.Wire.Send(
                    world.Wire.Head(method, world.Target(collection + id), world.Bearer, "Content-Type: application/json", $"Content-Length: {body.Length}"), body);
                // 400: the HTTP server itself does not take a NUL or what is no UTF-8.
                answer.ShouldNotBeNull();
                answer.Status.ShouldBeOneOf(id is "%00" or "%ff" ? [400, 404] : [404], $"{method} {collection}{id}: {answer}");
            }
        }
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("OPTIONS")]
    [InlineData("PROPFIND")]
    [InlineData("PATCHED")]
    [InlineData("POST")]
    public async Task A6_a_method_that_a_resource_does_not_know_is_405_with_Allow(string method)
    {
        var answer = await world.Wire.Send(world.Wire.Head(method, world.Target("/Users/" + world.UserId), world.Bearer, "Content-Length: 0"));
        answer.ShouldBeRefused(405);
        answer!.Header("Allow")!.Split(", ").ShouldBe(["GET", "HEAD", "PUT", "PATCH", "DELETE"], ignoreOrder: true);

        var stranger = await world.Wire.Send(world.Wire.Head(method, world.Target("/Users/" + world.UserId), "Content-Length: 0"));
        stranger.ShouldBeRefused(401);
    }

    [Fact]
    public async Task A6_a_URL_that_nothing_answers_to_is_404_with_a_SCIM_error()
    {
        foreach (var path in new[] { "/Nothing", "/Users/1/2", "/Groups/1/members", "/Schemas/urn:none", "/ResourceTypes/None" })
        {
            (await world.Wire.Send(world.Wire.Head("GET", world.Target(path), world.Bearer))).ShouldBeRefused(404);
        }

        (await world.Wire.Send(world.Wire.Head("GET", "/scim/v2", world.Bearer))).ShouldBeRefused(404);
        (await world.Wire.Send(world.Wire.Head("GET", "/scim/v3/a/b/Users", world.Bearer))).ShouldBeRefused(404);
    }

    [Theory]
    [InlineData(40_000, 1)]
    [InlineData(10, 500)]
    public async Task overlong_headers_are_refused(int length, int count)
    {
        var headers = Enumerable.Range(0, count).Select(i => $"X-{i}: {new string('x', length)}").Append(world.Bearer).ToArray();
        (await world.Wire.Send(world.Wire.Head("GET", world.Target("/Users"), headers))).ShouldBeRefusedByTheHttpServer();
        (await world.Wire.Send(world.Wire.Head("GET", world.Target("/Users"), "Authorization: Bearer " + new string('a', 20_000)))).ShouldBeRefused(401);
        await world.ShouldStillServe();
    }

    [Theory]
    [InlineData("Host: a\r\nHost: b")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6")]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: 99999999999999999999")]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: gzip, chunked, identity")]
    [InlineData("X-Bad : 1")]
    [InlineData(" folded")]
    [InlineData("no colon")]
    [InlineData("X: a\0b")]
    public async Task a_head_that_two_readers_could_read_differently_never_reaches_two_handlers(string header)
    {
        // Request smuggling (RFC 9112 §11.2): one answer at most, and not a success with a second request behind it.
        var smuggled = System.Text.Encoding.Latin1.GetBytes($"GET {world.Target("/Users")} HTTP/1.1\r\nHost: {world.Wire.Host}\r\n{world.Bearer}\r\n\r\n");
        var answer = await world.Wire.Send(world.Wire.Head("GET", world.Target("/Users"), header), smuggled);
        answer.ShouldBeRefusedByTheHttpServer();
        await world.ShouldStillServe();
    }
}
