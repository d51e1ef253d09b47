using Scim.Service.Tests.Hosting;
using static Scim.Service.Tests.Extensions.ExtendedEnvironment;

namespace Scim.Service.Tests.Extensions;

/// <summary>The data of an extension behaves as the core's does: checked, kept, changed, found, ordered and shown by its characteristics.</summary>
[Collection(ServiceTests.Name)]
public sealed class ExtendedUserTests(ServiceFixture fixture)
{
    private const string Full =
        """
        "costCenter":"4130","badge":7,"secret":"s3cret","notes":"shy","since":"2026-01-02T03:04:05Z","seenBy":"nobody","external":true,
        "boss":{"value":"B1","mail":"boss@example.com"},"desks":[{"floor":3,"room":"a","primary":true},{"floor":4,"room":"b"}]
        """;

    [Fact]
    public async Task data_is_kept_and_shown_under_its_urn()
    {
        var environment = await With(fixture.Service);
        var created = (await environment.CreateUser(Full)).Expect(201);
        created.Json.GetProperty("schemas").EnumerateArray().Select(u => u.GetString()).ShouldBe(["urn:ietf:params:scim:schemas:core:2.0:User", Urn]);
        Data(created).ShouldBe(
            """{"costCenter":"4130","badge":7,"since":"2026-01-02T03:04:05Z","external":true,"boss":{"value":"B1","mail":"boss@example.com"},"desks":[{"floor":3,"room":"a","primary":true},{"floor":4,"room":"b"}]}""",
            "neither readOnly nor never nor request");

        var read = (await environment.Scim.Get($"/Users/{created.Id}")).Expect(200);
        read.Text.ShouldBe(created.Text);
        (await environment.Scim.Get("/Users")).Expect(200).Json.GetProperty("Resources")[0].GetRawText().ShouldBe(created.Text);
        (await environment.Scim.Get("/")).Expect(200).Json.GetProperty("Resources")[0].GetRawText().ShouldBe(created.Text);
    }

    [Fact]
    public async Task names_and_urns_are_taken_in_any_letter_case()
    {
        var environment = await With(fixture.Service);
        var created = (await environment.Scim.Send("POST", "/Users", $$"""{"userName":"x","{{Urn.ToUpperInvariant()}}":{"COSTCENTER":"1"} }""")).Expect(201);
        Data(created).ShouldBe("""{"costCenter":"1"}""");
        (await environment.Scim.Get($"/Users?filter={Uri.EscapeDataString($"{Urn.ToUpperInvariant()}:CostCenter eq \"1\"")}")).Expect(200).Json
            .GetProperty("totalResults").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task another_environment_ignores_it()
    {
        var environment = await With(fixture.Service);
        var other = await Create(fixture.Service);
        var created = (await other.CreateUser(Full)).Expect(201);

        created.Json.TryGetProperty(Urn, out _).ShouldBeFalse();
        (await other.Scim.Get($"/Users?filter={Uri.EscapeDataString($"{Urn}:costCenter pr")}")).ExpectScimError(400, "filter-attribute");
        (await other.Scim.Patch($"/Users/{created.Id}", new { op = "add", path = $"{Urn}:costCenter", value = "1" })).ExpectScimError(400, "path-attribute");
        (await environment.Scim.Get("/Users?count=0")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("\"costCenter\":4130", "wrong-type")]
    [InlineData("\"badge\":\"seven\"", "wrong-type")]
    [InlineData("\"badge\":7.5", null)]
    [InlineData("\"external\":\"perhaps\"", null)]
    [InlineData("\"since\":\"yesterday\"", null)]
    [InlineData("\"boss\":\"B1\"", null)]
    [InlineData("\"desks\":[{\"floor\":\"three\"}]", null)]
    [InlineData("\"desks\":[{\"primary\":true},{\"primary\":true,\"floor\":1}]", "several-primary")]
    public async Task a_value_of_another_type_is_refused_and_nothing_is_stored(string data, string? refusal)
    {
        var environment = await With(fixture.Service);

        (await environment.CreateUser(data)).ExpectScimError(400, refusal);

        (await environment.Scim.Get("/Users?count=0")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task a_required_attribute_is_required_of_whoever_has_the_extension()
    {
        var environment = await With(fixture.Service, """{"name":"costCenter","required":true},{"name":"more"}""");

        (await environment.Scim.Post("/Users", new { userName = "without" })).Expect(201);
        (await environment.CreateUser("\"more\":\"1\"")).ExpectScimError(400, "missing-value");
        var created = (await environment.CreateUser("\"costCenter\":\"1\",\"more\":\"1\"")).Expect(201);
        (await environment.Scim.Patch($"/Users/{created.Id}", new { op = "remove", path = $"{Urn}:costCenter" })).ExpectScimError(400, "read-only-attribute");
        (await environment.Scim.Patch($"/Users/{created.Id}", new { op = "remove", path = $"{Urn}:more" })).Expect(200);
    }

    [Fact]
    public async Task PUT_replaces_it_and_keeps_an_immutable_value()
    {
        var environment = await With(fixture.Service);
        var user = (await environment.CreateUser(Full, "put")).Expect(201);

        (await Put("\"badge\":8")).ExpectScimError(400, "immutable-attribute");
        Data((await Put("\"badge\":7,\"costCenter\":\"5\"")).Expect(200)).ShouldBe("""{"badge":7,"costCenter":"5"}""");

        Task<Reply> Put(string data) => environment.Scim.Send("PUT", $"/Users/{user.Id}", $$"""{"userName":"put","{{Urn}}":{ {{data}} } }""");
    }

    [Fact]
    public async Task PATCH_reaches_every_attribute_by_its_path()
    {
        var environment = await With(fixture.Service);
        var user = (await environment.Scim.Post("/Users", new { userName = "patched" })).Expect(201);

        Data(await Patch(new { op = "add", path = $"{Urn}:costCenter", value = "1" })).ShouldBe("""{"costCenter":"1"}""");
        Data(await Patch(new { op = "replace", path = $"{Urn}:boss.mail", value = "m" })).ShouldBe("""{"costCenter":"1","boss":{"mail":"m"}}""");
        Data(await Patch(new { op = "add", path = $"{Urn}:desks", value = new[] { new { floor = 1, room = "a" }, new { floor = 2, room = "b" } } }))
            .ShouldBe("""{"costCenter":"1","boss":{"mail":"m"},"desks":[{"floor":1,"room":"a"},{"floor":2,"room":"b"}]}""");
        Data(await Patch(new { op = "remove", path = $"{Urn}:desks[floor eq 1]" })).ShouldBe("""{"costCenter":"1","boss":{"mail":"m"},"desks":[{"floor":2,"room":"b"}]}""");
        Data(await Patch(new { op = "replace", path = $"{Urn}:desks[room eq \"b\"].floor", value = 9 })).ShouldBe("""{"costCenter":"1","boss":{"mail":"m"},"desks":[{"floor":9,"room":"b"}]}""");
        Data(await Patch(new { op = "remove", path = $"{Urn}:boss" })).ShouldBe("""{"costCenter":"1","desks":[{"floor":9,"room":"b"}]}""");
        Data(await Patch(new { op = "replace", value = new Dictionary<string, object> { [Urn] = new { costCenter = "2" } } })).ShouldBe("""{"costCenter":"2","desks":[{"floor":9,"room":"b"}]}""");
        Data(await Patch(new { op = "replace", value = new Dictionary<string, object> { [$"{Urn}:costCenter"] = "3" } })).ShouldBe("""{"costCenter":"3","desks":[{"floor":9,"room":"b"}]}""");
        Data(await Patch(new { op = "add", path = $"{Urn}:badge", value = 1 })).ShouldContain("\"badge\":1");
        (await Patch(new { op = "replace", path = $"{Urn}:badge", value = 2 })).ExpectScimError(400, "immutable-attribute");
        (await Patch(new { op = "add", path = $"{Urn}:seenBy", value = "me" })).ExpectScimError(400, "read-only-attribute");
        (await Patch(new { op = "add", path = $"{Urn}:nothing", value = "me" })).ExpectScimError(400, "path-attribute");
        (await Patch(new { op = "add", path = $"{Urn}:badge.sub", value = "me" })).ExpectScimError(400, "path-attribute");
        (await Patch(new { op = "replace", path = $"{Urn}:external", value = 1 })).ExpectScimError(400);

        Task<Reply> Patch(object operation) => environment.Scim.Patch($"/Users/{user.Id}", operation);
    }

    [Theory]
    [InlineData(":costCenter eq \"B\"", "b")]
    [InlineData(":costCenter co \"a\"", "a")]
    [InlineData(":costCenter pr", "a,b")]
    [InlineData(":badge gt 5", "b")]
    [InlineData(":badge le 5", "a")]
    [InlineData(":since lt \"2026-01-01T01:00:00+01:00\"", "a")]
    [InlineData(":external eq true", "b")]
    [InlineData(":boss.value eq \"x\"", "a")]
    [InlineData(":boss eq \"X\"", "b")]
    [InlineData(":desks[floor eq 2 and room eq \"r\"]", "b")]
    [InlineData(":desks.floor ge 1", "a,b")]
    [InlineData(":notes eq \"n\"", "a")]
    public async Task a_filter_finds_it(string filter, string found)
    {
        var environment = await WithThree();

        var list = (await environment.Scim.Get($"/Users?filter={Uri.EscapeDataString(Urn + filter)}")).Expect(200).Json;

        list.GetProperty("Resources").EnumerateArray().Select(u => u.GetProperty("userName").GetString()).ShouldBe(found.Split(','));
        list.GetProperty("totalResults").GetInt32().ShouldBe(found.Split(',').Length);
    }

    [Theory]
    [InlineData(":nothing pr", "filter-attribute")]
    [InlineData(":secret eq \"s\"", "filter-attribute")]
    [InlineData(":external gt true", "filter-operator")]
    [InlineData(":badge eq \"1\"", "filter-operator")]
    public async Task a_filter_that_the_schema_does_not_allow_is_refused(string filter, string refusal)
    {
        var environment = await WithThree();
        (await environment.Scim.Get($"/Users?filter={Uri.EscapeDataString(Urn + filter)}")).ExpectScimError(400, refusal);
    }

    [Theory]
    [InlineData(":costCenter", "ascending", "a,b,c")]
    [InlineData(":costCenter", "descending", "c,b,a")]
    [InlineData(":badge", "ascending", "a,b,c")]
    [InlineData(":boss.value", "ascending", "b,a,c")]
    [InlineData(":desks.floor", "descending", "c,b,a")]
    public async Task a_list_is_sorted_by_it(string by, string order, string sorted)
    {
        var environment = await WithThree();

        var list = (await environment.Scim.Get($"/Users?sortBy={Urn}{by}&sortOrder={order}")).Expect(200).Json;
        list.GetProperty("Resources").EnumerateArray().Select(u => u.GetProperty("userName").GetString()).ShouldBe(sorted.Split(','));

        var first = (await environment.Scim.Get($"/Users?sortBy={Urn}{by}&sortOrder={order}&count=1&cursor")).Expect(200).Json;
        var next = (await environment.Scim.Get(
            $"/Users?sortBy={Urn}{by}&sortOrder={order}&count=1&cursor={Uri.EscapeDataString(first.GetProperty("nextCursor").GetString()!)}")).Expect(200).Json;
        next.GetProperty("Resources")[0].GetProperty("userName").GetString().ShouldBe(sorted.Split(',')[1]);
    }

    [Fact]
    public async Task a_list_is_not_sorted_by_what_is_never_shown()
    {
        var environment = await WithThree();
        (await environment.Scim.Get($"/Users?sortBy={Urn}:secret")).ExpectScimError(400, "sort-attribute");
    }

    [Fact]
    public async Task an_answer_shows_what_is_asked_for_by_its_characteristics()
    {
        var environment = await With(fixture.Service);
        var user = (await environment.CreateUser(Full)).Expect(201);

        Data(await Get($"attributes={Urn}:costCenter")).ShouldBe("""{"costCenter":"4130"}""");
        Data(await Get($"attributes={Urn}:notes")).ShouldBe("""{"notes":"shy"}""");
        Data(await Get($"attributes={Urn}:boss.mail,{Urn}:desks.floor")).ShouldBe("""{"boss":{"mail":"boss@example.com"},"desks":[{"floor":3},{"floor":4}]}""");
        (await Get($"attributes={Urn}:secret")).Expect(200).Json.TryGetProperty(Urn, out _).ShouldBeFalse("never is never");
        Data(await Get($"attributes={Urn}")).ShouldSatisfyAllConditions(d => d.ShouldContain("notes"), d => d.ShouldNotContain("s3cret"));
        (await Get($"excludedAttributes={Urn}")).Expect(200).Json.TryGetProperty(Urn, out _).ShouldBeFalse();
        Data(await Get($"excludedAttributes={Urn}:desks,{Urn}:boss,{Urn}:since,{Urn}:external")).ShouldBe("""{"costCenter":"4130","badge":7}""");
        (await Get("attributes=userName")).Expect(200).Json.TryGetProperty(Urn, out _).ShouldBeFalse();
        (await environment.Scim.Send("POST", "/Users/.search", $$"""{"attributes":["{{Urn}}:notes"]}""")).Expect(200).Json
            .GetProperty("Resources")[0].GetProperty(Urn).GetRawText().ShouldBe("""{"notes":"shy"}""");
        (await environment.Scim.Send("POST", "/.search", $$"""{"filter":"{{Urn}}:badge eq 7","attributes":["{{Urn}}:badge"]}""")).Expect(200).Json
            .GetProperty("Resources")[0].GetProperty(Urn).GetRawText().ShouldBe("""{"badge":7}""");

        Task<Reply> Get(string query) => environment.Scim.Get($"/Users/{user.Id}?{query}");
    }

    [Fact]
    public async Task a_bulk_request_knows_it()
    {
        var environment = await With(fixture.Service);
        var bulk = (await environment.Scim.Send(
            "POST", "/Bulk",
            $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"POST","path":"/Users","bulkId":"1","data":{"userName":"b","{{Urn}}":{"badge":3} } },{"method":"POST","path":"/Users","bulkId":"2","data":{"userName":"c","{{Urn}}":{"badge":"x"} } }]}""")).Expect(200);

        bulk.Json.GetProperty("Operations").EnumerateArray().Select(o => o.GetProperty("status").GetString()).ShouldBe(["201", "400"]);
        (await environment.Scim.Get($"/Users?filter={Uri.EscapeDataString($"{Urn}:badge eq 3")}")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(1);
    }

    private async Task<ExtendedEnvironment> WithThree()
    {
        var environment = await With(fixture.Service);
        (await environment.CreateUser(
            "\"costCenter\":\"a\",\"badge\":5,\"since\":\"2025-12-31T23:59:59Z\",\"external\":false,\"boss\":{\"value\":\"x\"},\"notes\":\"n\",\"desks\":[{\"floor\":1},{\"floor\":3,\"room\":\"r\"}]",
            "a")).Expect(201);
        (await environment.CreateUser(
            "\"costCenter\":\"B\",\"badge\":10,\"since\":\"2026-01-01T00:00:00Z\",\"external\":true,\"boss\":{\"value\":\"X\"},\"desks\":[{\"floor\":9},{\"floor\":2,\"room\":\"r\",\"primary\":true}]",
            "b")).Expect(201);
        (await environment.Scim.Post("/Users", new { userName = "c" })).Expect(201);
        return environment;
    }

    private static string Data(Reply user) => user.Json.GetProperty(Urn).GetRawText();
}
