using System.Text.Json;
using Scim.Service.Tests.Hosting;
using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Protocol;

/// <summary>Point 27: bulk requests (RFC 7644 §3.7).</summary>
[Collection(ServiceTests.Name)]
public sealed class P27_BulkTests(ServiceFixture fixture)
{
    private const string Retitle = """{"Operations":[{"op":"replace","path":"title","value":"bulked"}]}""";

    private Caller Scim => fixture.Scim;

    [Fact]
    public async Task every_method_on_both_collections_is_answered_in_the_order_of_the_request()
    {
        var user = await Scim.NewUser();
        var (gone, group, lost) = (await Scim.NewUser(), await Scim.NewGroup(), await Scim.NewGroup());
        var name = ServiceFixture.Fresh("bulk");
        var reply = await Bulk(
            Post("/Users", "u", $$"""{"userName":"{{name}}"}"""),
            Post("/Groups", "g", $$"""{"displayName":"{{name}}"}"""),
            Change("PUT", $"/Users/{user.Id}", $$"""{"userName":"{{name}}-2"}"""),
            Change("PATCH", $"/Groups/{group.Id}", $$"""{"Operations":[{"op":"add","path":"members","value":[{"value":"{{user.Id}}"}]}]}"""),
            Delete($"/Users/{gone.Id}"),
            Delete($"/Groups/{lost.Id}"));
        reply.Header("Content-Type").ShouldBe("application/scim+json");
        reply.Json.Names().ShouldBe(["Operations", "schemas"]);
        reply.Get("schemas").ShouldBeJson("""["urn:ietf:params:scim:api:messages:2.0:BulkResponse"]""");
        var results = Results(reply);
        results.Select(r => (Text(r, "method"), Text(r, "bulkId"), Text(r, "status"))).ShouldBe([
            ("POST", "u", "201"), ("POST", "g", "201"), ("PUT", null, "200"), ("PATCH", null, "200"), ("DELETE", null, "204"), ("DELETE", null, "204")]);
        results.Any(r => r.TryGetProperty("response", out _)).ShouldBeFalse(reply.Text);
        results[2..].Select(r => Text(r, "location")).ShouldBe([user.Location(), group.Location(), gone.Location(), lost.Location()]);
        foreach (var result in results[..4])
        {
            var read = (await Scim.Get(Text(result, "location")![Scim.BaseUrl.Length..])).Expect(200);
            read.Version().ShouldBe(Text(result, "version"));
        }

        results[4..].Any(r => r.TryGetProperty("version", out _)).ShouldBeFalse(reply.Text);
        (await Scim.Get($"/Users/{gone.Id}")).ExpectScimError(404);
        (await Scim.Get($"/Groups/{lost.Id}")).ExpectScimError(404);
        (await Scim.Members(group.Id)).ShouldBe([user.Id]);
    }

    [Fact]
    public async Task references_are_resolved_backward_and_forward_in_data_filters_extensions_and_paths()
    {
        var name = ServiceFixture.Fresh("ref");
        var reply = await Bulk(
            Post("/Groups", "Group:g/1", $$"""{"displayName":"{{name}}","members":[{"value":"bulkId:User:a"},{"value":"bulkId:b"}]}"""),
            Post("/Users", "User:a", $$"""{"userName":"{{name}}-a"}"""),
            Post("/Users", "b", $$$"""{"userName":"{{{name}}}-b","{{{Wire.Enterprise}}}":{"manager":{"value":"bulkId:User:a"} } }"""),
            Post("/Users", "c", $$"""{"userName":"{{name}}-c"}"""),
            Change("PATCH", "/Groups/bulkId:Group:g/1", """{"Operations":[{"op":"remove","path":"members[value eq \"bulkId:b\"]"},{"op":"add","path":"members","value":[{"value":"bulkId:c"}]}]}"""),
            Change("PATCH", "/Users/bulkId:c", Retitle));
        var results = Results(reply);
        results.Select(r => Text(r, "status")).ShouldBe(["201", "201", "201", "201", "200", "200"], reply.Text);
        var ids = results.Select(r => Text(r, "location")!.Split('/')[^1]).ToArray();
        ids[4].ShouldBe(ids[0]);
        ids[5].ShouldBe(ids[3]);
        (await Scim.Members(ids[0])).ShouldBe([ids[1], ids[3]], ignoreOrder: true);
        (await Scim.Get("/Users/" + ids[2])).Get(Wire.Enterprise).GetProperty("manager").GetProperty("value").GetString().ShouldBe(ids[1]);
        (await Scim.Get("/Users/" + ids[3])).Get("title").GetString().ShouldBe("bulked");
    }

    [Fact]
    public async Task resources_that_refer_to_each_other_are_created_and_then_completed()
    {
        var name = ServiceFixture.Fresh("circle");
        string User(string id, string manager) => Post("/Users", id, $$$"""{"userName":"{{{name}}}-{{{id}}}","{{{Wire.Enterprise}}}":{"employeeNumber":"7","manager":{"value":"bulkId:{{{manager}}}"} } }""");
        var reply = await Bulk(User("a", "b"), User("b", "c"), User("c", "a"), User("self", "self"));
        var results = Results(reply);
        results.ShouldAllBe(r => Text(r, "status") == "201", reply.Text);
        var ids = results.Select(r => Text(r, "location")!.Split('/')[^1]).ToArray();
        foreach (var (index, manager) in new[] { (0, 1), (1, 2), (2, 0), (3, 3) })
        {
            var user = (await Scim.Get("/Users/" + ids[index])).Expect(200);
            user.Get(Wire.Enterprise).GetProperty("employeeNumber").GetString().ShouldBe("7");
            user.Get(Wire.Enterprise).GetProperty("manager").GetProperty("value").GetString().ShouldBe(ids[manager]);
            user.Version().ShouldBe(Text(results[index], "version"));
        }
    }

    [Fact]
    public async Task a_circle_of_which_one_fails_leaves_nothing_behind()
    {
        var taken = (await Scim.NewUser()).Get("userName").GetString();
        var name = ServiceFixture.Fresh("circle");
        string User(string id, string userName, string manager) => Post("/Users", id, $$$"""{"userName":"{{{userName}}}","{{{Wire.Enterprise}}}":{"manager":{"value":"bulkId:{{{manager}}}"} } }""");
        var reply = await Bulk(User("a", name, "b"), User("b", taken!, "a"), User("after", name + "-after", "a"));
        Results(reply).Select(r => Text(r, "status")).ShouldBe(["409", "409", "400"], reply.Text);
        Results(reply).Select(r => r.TryGetProperty("location", out _)).ShouldAllBe(has => !has);
        Refusal(Results(reply)[0]).ShouldBe("bulk-circle");
        Refusal(Results(reply)[1]).ShouldBe("user-name-taken");
        (await Scim.Find("/Users", $"userName sw \"{name}\"")).ShouldBeEmpty();
    }

    [Fact]
    public async Task G14_groups_that_would_nest_in_a_circle_are_refused_and_not_left_half_made()
    {
        var name = ServiceFixture.Fresh("nest");
        string Group(string id, string other) => Post("/Groups", id, $$"""{"displayName":"{{name}}-{{id}}","members":[{"type":"Group","value":"bulkId:{{other}}"}]}""");
        var reply = await Bulk(Group("a", "b"), Group("b", "a"));
        Results(reply).ShouldAllBe(r => Refusal(r) == "nested-group", reply.Text);
        (await Scim.Find("/Groups", $"displayName sw \"{name}\"")).ShouldBeEmpty();
    }

    [Fact]
    public async Task a_failure_is_that_operations_alone_and_says_what_a_single_request_would_be_told()
    {
        var (user, other) = (await Scim.NewUser(), await Scim.NewUser());
        var taken = user.Get("userName").GetString();
        var reply = await Bulk(
            Post("/Users", "dup", $$"""{"userName":"{{taken}}"}"""),
            Post("/Users", "invalid", """{"userName":7}"""),
            Change("PATCH", $"/Users/{user.Id}", Retitle),
            Change("PATCH", $"/Users/{Wire.Unknown}", Retitle),
            Delete("/Users/17"),
            Delete("/Gadgets/17"),
            $$"""{"method":"GET","path":"/Users/{{user.Id}}"}""",
            Post("/Groups", "g", """{"displayName":"x","members":[{"value":"bulkId:nobody"}]}"""),
            Post("/Groups", "h", """{"displayName":"x","members":[{"value":"bulkId:dup"}]}"""),
            Change("PATCH", "/Users/bulkId:dup", Retitle),
            Change("PUT", $"/Users/{other.Id}", $$"""{"userName":"{{taken}}"}"""),
            Post("/Users", "toolarge", $$"""{"userName":"{{new string('x', 1024 * 1024)}}"}"""),
            $$"""{"method":"PATCH","path":"/Users/{{user.Id}}","version":"1","data":{{Retitle}}}""");
        var results = Results(reply);
        results.Select(r => (Text(r, "status"), Refusal(r))).ShouldBe([
            ("409", "user-name-taken"), ("400", "wrong-type"), ("200", null), ("404", "user-missing"), ("404", "unknown-resource"), ("404", "unknown-address"), ("405", "method-not-allowed"),
            ("400", "unresolved-reference"), ("400", "unresolved-reference"), ("400", "unresolved-reference"), ("409", "user-name-taken"), ("413", "body-too-large"), ("400", "precondition-syntax")],
            reply.Text);
        foreach (var failed in results.Where(r => r.TryGetProperty("response", out _)))
        {
            var error = failed.GetProperty("response");
            error.GetProperty("schemas")[0].GetString().ShouldBe("urn:ietf:params:scim:api:messages:2.0:Error");
            error.GetProperty("status").GetString().ShouldBe(Text(failed, "status"));
            error.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
            (Text(failed, "location") is null).ShouldBe(Text(failed, "method") == "POST", failed.ToString());
        }

        results[3].GetProperty("location").GetString().ShouldBe($"{Scim.BaseUrl}/Users/{Wire.Unknown}");
        results[0].GetProperty("response").GetProperty("scimType").GetString().ShouldBe("uniqueness");
        (await Scim.Get($"/Users/{user.Id}")).Get("title").GetString().ShouldBe("bulked");
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 6)]
    [InlineData(9, 6)]
    public async Task after_so_many_errors_nothing_more_is_tried(int failOnErrors, int tried)
    {
        var taken = (await Scim.NewUser()).Get("userName").GetString();
        var name = ServiceFixture.Fresh("stop");
        var operations = Enumerable.Range(0, 6).Select(i => Post("/Users", $"{i}", $$"""{"userName":"{{(i % 2 == 0 ? $"{name}-{i}" : taken)}}"}""")).ToArray();
        var reply = await Send($$"""{"failOnErrors":{{failOnErrors}},"Operations":[{{string.Join(',', operations)}}]}""");
        Results(reply).Select(r => Text(r, "status")).ShouldBe(Enumerable.Range(0, tried).Select(i => i % 2 == 0 ? "201" : "409"), reply.Text);
        (await Scim.Find("/Users", $"userName sw \"{name}\"")).Count.ShouldBe((tried + 1) / 2);
    }

    [Fact]
    public async Task the_result_is_that_of_one_after_the_other()
    {
        var (user, member) = (await Scim.NewUser(), await Scim.NewUser());
        var group = await Scim.NewGroup();
        var (name, freed, renamed) = (ServiceFixture.Fresh("order"), member.Get("userName").GetString(), user.Get("userName").GetString());
        string Set(string title) => Change("PATCH", $"/Users/{user.Id}", $$"""{"Operations":[{"op":"replace","path":"title","value":"{{title}}"}]}""");
        string[] operations =
        [
            .. Enumerable.Range(0, 20).Select(i => Set($"t{i}")),
            Change("PATCH", $"/Groups/{group.Id}", $$"""{"Operations":[{"op":"add","path":"members","value":[{"value":"{{member.Id}}"}]}]}"""),
            Post("/Users", "early", $$"""{"userName":"{{freed}}"}"""),
            Delete($"/Users/{member.Id}"),
            Post("/Users", "late", $$"""{"userName":"{{freed}}"}"""),
            Change("PUT", $"/Users/{user.Id}", $$"""{"userName":"{{name}}","title":"last"}"""),
            Post("/Users", "freed by a PUT", $$"""{"userName":"{{renamed}}"}"""),
            Post("/Users", "first", $$"""{"userName":"{{name}}-x"}"""),
            Post("/Users", "second", $$"""{"userName":"{{name}}-X"}"""),
        ];
        var reply = await Bulk(operations);
        Results(reply)[20..].Select(r => Text(r, "status")).ShouldBe(["200", "409", "204", "201", "200", "201", "201", "409"], reply.Text);
        (await Scim.Get($"/Users/{user.Id}")).Get("title").GetString().ShouldBe("last");
        (await Scim.Members(group.Id)).ShouldBeEmpty();
        Results(reply)[..20].Select(r => int.Parse(Text(r, "version")!.Split('"', '.')[1])).ShouldBeInOrder();
    }

    [Fact]
    public async Task an_operation_is_held_to_its_version()
    {
        var (user, group) = (await Scim.NewUser(), await Scim.NewGroup());
        string Versioned(string method, string path, string version, string data) => $$"""{"method":"{{method}}","path":"{{path}}","version":{{JsonSerializer.Serialize(version)}},"data":{{data}}}""";
        var reply = await Bulk(
            Versioned("PATCH", $"/Users/{user.Id}", user.Version(), Retitle),
            Versioned("PATCH", $"/Users/{user.Id}", user.Version(), Retitle),
            Versioned("PUT", $"/Users/{user.Id}", user.Version(), $$"""{"userName":"{{ServiceFixture.Fresh("x")}}"}"""),
            Versioned("DELETE", $"/Users/{user.Id}", user.Version(), "null"),
            Versioned("DELETE", $"/Groups/{group.Id}", "W/\"other\"", "null"),
            Versioned("DELETE", $"/Groups/{group.Id}", group.Version(), "null"),
            Versioned("POST", "/Users", "W/\"1.0\"", "null").Replace("\"data\":null", $$"""
                "bulkId":"new","data":{"userName":"{{ServiceFixture.Fresh("x")}}"}
                """, StringComparison.Ordinal));
        Results(reply).Select(r => Text(r, "status")).ShouldBe(["200", "412", "412", "412", "412", "204", "201"], reply.Text);
        Results(reply)[1..5].ShouldAllBe(r => Refusal(r) == "precondition-failed");
    }

    [Fact]
    public async Task U1_G9_a_bulk_request_is_of_the_base_that_it_came_through()
    {
        var tenant = await fixture.CreateTenant();
        var name = ServiceFixture.Fresh("base");
        foreach (var scim in new[] { tenant, fixture.Legacy })
        {
            var reply = (await scim.Send("POST", "/Bulk", $$"""
                {"Operations":[{{Post("/Users", "u", $$"""{"userName":"{{name}}"}""")}},{{Post("/Groups", "g", $$"""{"displayName":"{{name}}","members":[{"value":"{{name}}"}]}""")}}]}
                """)).Expect(200);
            Results(reply).Where(r => Text(r, "status") == "201").ShouldAllBe(r => Text(r, "location")!.StartsWith(scim.BaseUrl + "/", StringComparison.Ordinal));
            (await scim.Find("/Groups", $"displayName eq \"{name}\"")).Count.ShouldBe(1);
        }

        (await Scim.Find("/Users", $"userName eq \"{name}\"")).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("{}", 400, "bulk-syntax")]
    [InlineData("""{"Operations":[]}""", 400, "bulk-syntax")]
    [InlineData("""{"Operations":[{}],"failOnErrors":0}""", 400, "bulk-syntax")]
    [InlineData("""{"Operations":[{"method":"DELETE","path":"/Users/1","bulkId":"a"},{"method":"DELETE","path":"/Users/2","bulkId":"a"}]}""", 400, "bulk-syntax")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"Operations":[{}]}""", 400, "wrong-schema")]
    [InlineData("""{"Operations":[""", 400, "malformed-json")]
    [InlineData("", 400, "empty-body")]
    public async Task a_request_that_is_none_is_an_error(string body, int status, string refusal)
    {
        using var content = Caller.Json(body);
        (await Scim.Send("POST", "/Bulk", content)).ExpectScimError(status, refusal);
    }

    [Fact]
    public async Task other_methods_are_405() => (await Scim.Get("/Bulk")).ExpectScimError(405, "method-not-allowed").Header("Allow").ShouldBe("POST");

    [Fact]
    public async Task a_thousand_operations_are_served_and_one_more_is_a_413_that_names_the_limit()
    {
        var name = ServiceFixture.Fresh("many");
        string Many(int count) => $$"""{"Operations":[{{string.Join(',', Enumerable.Range(0, count).Select(i => Post("/Users", $"{i}", $$"""{"userName":"{{name}}-{{i}}"}""")))}}]}""";
        (await Scim.Send("POST", "/Bulk", Many(1001))).ExpectScimError(413, "bulk-too-many").Detail.ShouldContain("maxOperations is 1000");
        (await Scim.Find("/Users", $"userName sw \"{name}\"")).ShouldBeEmpty();
        var results = Results(await Send(Many(1000)));
        results.Select(r => (Text(r, "bulkId"), Text(r, "status"))).ShouldBe(Enumerable.Range(0, 1000).Select(i => ((string?)$"{i}", (string?)"201")));
        (await Scim.Get($"/Users?count=0&filter=userName+sw+%22{name}%22")).Get("totalResults").GetInt32().ShouldBe(1000);
    }

    [Fact]
    public async Task four_mebibytes_are_served_and_one_byte_more_is_a_413_that_names_the_limit()
    {
        const int Limit = 4 * 1024 * 1024;
        var body = $$"""{"Operations":[{{Delete($"/Users/{Wire.Unknown}")}}]}""";
        Results(await Send(body.PadRight(Limit))).ShouldHaveSingleItem();
        (await Scim.Send("POST", "/Bulk", body.PadRight(Limit + 1))).ExpectScimError(413, "body-too-large").Detail.ShouldContain("4194304");
    }

    [Fact]
    public async Task a_thousand_operations_that_all_refer_to_each_other_are_answered()
    {
        var name = ServiceFixture.Fresh("ring");
        var reply = await Bulk([.. Enumerable.Range(0, 1000).Select(i =>
            Post("/Users", $"{i}", $$$"""{"userName":"{{{name}}}-{{{i}}}","{{{Wire.Enterprise}}}":{"manager":{"value":"bulkId:{{{(i + 1) % 1000}}}"} } }"""))]);
        Results(reply).ShouldAllBe(r => Text(r, "status") == "201");
        var ids = Results(reply).Select(r => Text(r, "location")!.Split('/')[^1]).ToArray();
        (await Scim.Get("/Users/" + ids[999])).Get(Wire.Enterprise).GetProperty("manager").GetProperty("value").GetString().ShouldBe(ids[0]);
    }

    private static string Post(string path, string bulkId, string data) => $$"""{"method":"POST","path":"{{path}}","bulkId":{{JsonSerializer.Serialize(bulkId)}},"data":{{data}}}""";

    private static string Change(string method, string path, string data) => $$"""{"method":"{{method}}","path":"{{path}}","data":{{data}}}""";

    private static string Delete(string path) => $$"""{"method":"DELETE","path":"{{path}}"}""";

    private Task<Reply> Bulk(params string[] operations) =>
        Send($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{{string.Join(',', operations)}}]}""");

    private async Task<Reply> Send(string body) => (await Scim.Send("POST", "/Bulk", body)).Expect(200);

    private static JsonElement[] Results(Reply reply) => [.. reply.Get("Operations").EnumerateArray()];

    private static string? Text(JsonElement result, string name) => result.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string? Refusal(JsonElement result) =>
        result.TryGetProperty("response", out var error) ? error.GetProperty("detail").GetString()!.Split('[', ']')[^2] : null;
}
