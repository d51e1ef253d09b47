using Scim.Service.Tests.Hosting;
using static Scim.Service.Tests.Extensions.ExtendedEnvironment;

namespace Scim.Service.Tests.Extensions;

/// <summary>A tenant's data of an extension of groups behaves as the core's does, under both bases, and is no other tenant's.</summary>
[Collection(ServiceTests.Name)]
public sealed class ExtendedGroupTests(ServiceFixture fixture)
{
    private const string Core = "urn:ietf:params:scim:schemas:core:2.0:Group";

    private const string Full =
        """
        "costCenter":"4130","badge":7,"secret":"s3cret","notes":"shy","since":"2026-01-02T03:04:05Z","seenBy":"nobody","external":true,
        "boss":{"value":"B1","mail":"boss@example.com"},"desks":[{"floor":3,"room":"a","primary":true},{"floor":4,"room":"b"}]
        """;

    private const string Shown =
        """{"costCenter":"4130","badge":7,"since":"2026-01-02T03:04:05Z","external":true,"boss":{"value":"B1","mail":"boss@example.com"},"desks":[{"floor":3,"room":"a","primary":true},{"floor":4,"room":"b"}]}""";

    public static TheoryData<string> Bases => ["", "/v2/acme"];

    [Theory]
    [MemberData(nameof(Bases))]
    public async Task data_is_kept_and_shown_under_its_urn(string tenant)
    {
        var scim = await Base(tenant);
        var created = (await CreateGroup(scim, Full, "Eng", ""","externalId":"x","members":[{"value":"ann"}]""")).Expect(201);
        created.Json.GetProperty("schemas").EnumerateArray().Select(u => u.GetString()).ShouldBe([Core, GroupUrn]);
        Data(created).ShouldBe(Shown, "neither readOnly nor never nor request");
        created.Json.GetProperty("members").GetArrayLength().ShouldBe(1);
        created.Header("Location").ShouldBe($"{scim.BaseUrl}/Groups/{created.Id}");

        (await scim.Get($"/Groups/{created.Id}")).Expect(200).Text.ShouldBe(created.Text);
        (await scim.Get("/Groups")).Expect(200).Json.GetProperty("Resources")[0].GetRawText().ShouldBe(created.Text);
        (await scim.Get($"/?filter={Uri.EscapeDataString($"{GroupUrn}:badge eq 7")}")).Expect(200).Json.GetProperty("Resources")[0].GetRawText().ShouldBe(created.Text);
        (await scim.Send("POST", "/.search", $$"""{"filter":"meta.resourceType eq \"Group\""}""")).Expect(200).Json.GetProperty("Resources")[0].GetRawText().ShouldBe(created.Text);
        (await scim.Get($"/Groups?filter={Uri.EscapeDataString($"schemas eq \"{GroupUrn}\"")}")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task a_group_without_data_is_as_before()
    {
        var scim = await Base("");
        var created = (await scim.Post("/Groups", new { displayName = "Eng" })).Expect(201);

        created.Json.GetProperty("schemas").EnumerateArray().Select(u => u.GetString()).ShouldBe([Core]);
        (await scim.Get($"/Groups?filter={Uri.EscapeDataString($"schemas eq \"{GroupUrn}\"")}")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(0);
        (await scim.Get($"/Groups?filter={Uri.EscapeDataString($"schemas eq \"{Core}\"")}")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task another_environment_ignores_it_and_users_have_nothing_of_it()
    {
        var scim = await Base("");
        var other = (await Create(fixture.Service)).Scim;
        var created = (await CreateGroup(other, Full)).Expect(201);
        created.Json.TryGetProperty(GroupUrn, out _).ShouldBeFalse();
        (await other.Get($"/Groups?filter={Uri.EscapeDataString($"{GroupUrn}:costCenter pr")}")).ExpectScimError(400, "filter-attribute");
        (await other.Patch($"/Groups/{created.Id}", new { op = "add", path = $"{GroupUrn}:costCenter", value = "1" })).ExpectScimError(400, "path-attribute");

        var user = (await scim.Send("POST", "/Users", $$"""{"userName":"u","{{GroupUrn}}":{"costCenter":"1"} }""")).Expect(201);
        user.Json.TryGetProperty(GroupUrn, out _).ShouldBeFalse();
        (await scim.Get($"/Users?filter={Uri.EscapeDataString($"{GroupUrn}:costCenter pr")}")).ExpectScimError(400, "filter-attribute");
    }

    [Fact]
    public async Task G6_G8_other_tenants_never_see_it_and_a_release_drops_it()
    {
        var acme = await Base("/v2/acme");
        var globex = acme.At(acme.BaseUrl.Replace("/v2/acme", "/v2/globex", StringComparison.Ordinal));
        var mine = (await CreateGroup(acme, Full, "Eng")).Expect(201);
        var theirs = (await globex.Post("/Groups", new { displayName = "Eng" })).Expect(201);
        theirs.Id.ShouldBe(mine.Id);
        theirs.Json.TryGetProperty(GroupUrn, out _).ShouldBeFalse();

        foreach (var query in (string[])
        [
            $"/Groups/{mine.Id}?attributes={GroupUrn}", "/Groups", "/", $"/Groups?sortBy={GroupUrn}:costCenter", "/Groups?cursor",
            $"/Groups?filter={Uri.EscapeDataString($"{GroupUrn}:badge pr or displayName pr")}",
        ])
        {
            (await globex.Get(query)).Expect(200).Text.ShouldNotContain(GroupUrn + "\":{", Case.Sensitive, query);
        }

        foreach (var filter in (string[])[$"{GroupUrn}:costCenter eq \"4130\"", $"{GroupUrn}:badge pr", $"{GroupUrn}:desks[floor eq 3]", $"schemas eq \"{GroupUrn}\"", "notes eq \"shy\""])
        {
            (await globex.Get($"/Groups?filter={Uri.EscapeDataString(filter)}")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(0, filter);
            (await globex.Get($"/?filter={Uri.EscapeDataString(filter)}")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(0, filter);
            (await acme.Get($"/Groups?filter={Uri.EscapeDataString(filter)}")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(1, filter);
        }

        var before = (await acme.Get($"/Groups/{mine.Id}")).Expect(200).Text;
        (await globex.Patch($"/Groups/{mine.Id}", new { op = "add", path = $"{GroupUrn}:costCenter", value = "9" })).Expect(200);
        (await globex.Send("PUT", $"/Groups/{mine.Id}", $$"""{"displayName":"Eng","{{GroupUrn}}":{"costCenter":"9","badge":1} }""")).Expect(200);
        (await acme.Get($"/Groups/{mine.Id}")).Expect(200).Text.ShouldBe(before);

        (await acme.Delete($"/Groups/{mine.Id}")).Expect(204);
        var again = (await acme.Post("/Groups", new { displayName = "Eng" })).Expect(201);
        again.Id.ShouldBe(mine.Id);
        again.Json.TryGetProperty(GroupUrn, out _).ShouldBeFalse("taken up again it is empty");
        Data(await globex.Get($"/Groups/{mine.Id}")).ShouldBe("""{"costCenter":"9","badge":1}""");
    }

    [Theory]
    [InlineData("\"costCenter\":4130", "wrong-type")]
    [InlineData("\"badge\":\"seven\"", "wrong-type")]
    [InlineData("\"since\":\"yesterday\"", null)]
    [InlineData("\"boss\":\"B1\"", null)]
    [InlineData("\"desks\":[{\"primary\":true},{\"primary\":true,\"floor\":1}]", "several-primary")]
    public async Task a_value_of_another_type_is_refused_and_nothing_is_stored(string data, string? refusal)
    {
        var scim = await Base("/v2/acme");

        (await CreateGroup(scim, data, more: ""","members":[{"value":"ann"}]""")).ExpectScimError(400, refusal);

        (await scim.Get("/?count=0")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task G12_a_change_of_data_moves_the_version_and_is_one_with_that_of_members()
    {
        var scim = await Base("/v2/acme");
        var group = (await CreateGroup(scim, Full, "Eng")).Expect(201);
        var tag = group.Header("ETag");
        (await scim.Patch(
            $"/Groups/{group.Id}", new { op = "add", path = $"{GroupUrn}:costCenter", value = "2" }, new { op = "add", path = "members", value = new[] { new { value = Guid.CreateVersion7() } } }))
            .ExpectScimError(400, "stale-member");
        (await scim.Patch($"/Groups/{group.Id}", new { op = "add", path = "members", value = new[] { new { value = "ann" } } }, new { op = "add", path = $"{GroupUrn}:badge", value = 8 }))
            .ExpectScimError(400, "immutable-attribute");
        (await scim.Get($"/Groups/{group.Id}")).Expect(200).Text.ShouldBe(group.Text);
        (await scim.Patch($"/Groups/{group.Id}", new { op = "add", path = $"{GroupUrn}:costCenter", value = "4130" })).Expect(200).Header("ETag").ShouldBe(tag, "nothing differs");

        var changed = (await scim.Patch(
            $"/Groups/{group.Id}", new { op = "add", path = $"{GroupUrn}:costCenter", value = "2" }, new { op = "add", path = "members", value = new[] { new { value = "ann" } } })).Expect(200);
        changed.Header("ETag").ShouldNotBe(tag);
        changed.Json.GetProperty("meta").GetProperty("lastModified").GetString().ShouldNotBe(group.Json.GetProperty("meta").GetProperty("lastModified").GetString());
        Data(changed).ShouldContain("\"costCenter\":\"2\"");
        changed.Json.GetProperty("members").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task PUT_replaces_it_and_keeps_an_immutable_value()
    {
        var scim = await Base("");
        var group = (await CreateGroup(scim, Full, "put")).Expect(201);

        (await Put(",\"badge\":8")).ExpectScimError(400, "immutable-attribute");
        Data((await Put(",\"badge\":7,\"costCenter\":\"5\"")).Expect(200)).ShouldBe("""{"badge":7,"costCenter":"5"}""");
        Data((await scim.Put($"/Groups/{group.Id}", new { displayName = "put" })).Expect(200)).ShouldBe("""{"badge":7}""");

        Task<Reply> Put(string data) => scim.Send("PUT", $"/Groups/{group.Id}", $$"""{"displayName":"put","{{GroupUrn}}":{ {{data[1..]}} } }""");
    }

    [Fact]
    public async Task PATCH_reaches_every_attribute_by_its_path()
    {
        var scim = await Base("/v2/acme");
        var group = (await scim.Post("/Groups", new { displayName = "patched" })).Expect(201);

        Data(await Patch(new { op = "add", path = $"{GroupUrn}:costCenter", value = "1" })).ShouldBe("""{"costCenter":"1"}""");
        Data(await Patch(new { op = "replace", path = $"{GroupUrn}:boss.mail", value = "m" })).ShouldBe("""{"costCenter":"1","boss":{"mail":"m"}}""");
        Data(await Patch(new { op = "add", path = $"{GroupUrn}:desks", value = new[] { new { floor = 1, room = "a" }, new { floor = 2, room = "b" } } }))
            .ShouldBe("""{"costCenter":"1","boss":{"mail":"m"},"desks":[{"floor":1,"room":"a"},{"floor":2,"room":"b"}]}""");
        Data(await Patch(new { op = "remove", path = $"{GroupUrn}:desks[floor eq 1]" })).ShouldBe("""{"costCenter":"1","boss":{"mail":"m"},"desks":[{"floor":2,"room":"b"}]}""");
        Data(await Patch(new { op = "remove", path = $"{GroupUrn}:boss" })).ShouldBe("""{"costCenter":"1","desks":[{"floor":2,"room":"b"}]}""");
        Data(await Patch(new { op = "replace", value = new Dictionary<string, object> { [GroupUrn] = new { costCenter = "2" }, ["displayName"] = "renamed" } }))
            .ShouldBe("""{"costCenter":"2","desks":[{"floor":2,"room":"b"}]}""");
        (await scim.Get($"/Groups/{group.Id}")).Expect(200).Json.GetProperty("displayName").GetString().ShouldBe("renamed");
        (await Patch(new { op = "add", path = $"{GroupUrn}:seenBy", value = "me" })).ExpectScimError(400, "read-only-attribute");
        (await Patch(new { op = "add", path = $"{GroupUrn}:nothing", value = "me" })).ExpectScimError(400, "path-attribute");
        (await Patch(new { op = "remove", path = GroupUrn })).Expect(200).Json.TryGetProperty(GroupUrn, out _).ShouldBeFalse();

        Task<Reply> Patch(object operation) => scim.Patch($"/Groups/{group.Id}", operation);
    }

    [Fact]
    public async Task an_answer_shows_what_is_asked_for_by_its_characteristics()
    {
        var scim = await Base("/v2/acme");
        var group = (await CreateGroup(scim, Full)).Expect(201);

        Data(await Get($"attributes={GroupUrn}:costCenter")).ShouldBe("""{"costCenter":"4130"}""");
        Data(await Get($"attributes={GroupUrn}:notes")).ShouldBe("""{"notes":"shy"}""");
        Data(await Get($"attributes={GroupUrn}:boss.mail,{GroupUrn}:desks.floor")).ShouldBe("""{"boss":{"mail":"boss@example.com"},"desks":[{"floor":3},{"floor":4}]}""");
        (await Get($"attributes={GroupUrn}:secret")).Expect(200).Json.TryGetProperty(GroupUrn, out _).ShouldBeFalse("never is never");
        Data(await Get($"attributes={GroupUrn}")).ShouldSatisfyAllConditions(d => d.ShouldContain("notes"), d => d.ShouldNotContain("s3cret"));
        (await Get($"excludedAttributes={GroupUrn}")).Expect(200).Json.TryGetProperty(GroupUrn, out _).ShouldBeFalse();
        (await Get("attributes=displayName")).Expect(200).Json.TryGetProperty(GroupUrn, out _).ShouldBeFalse();
        Data(await scim.Patch($"/Groups/{group.Id}?attributes={GroupUrn}:costCenter", new { op = "add", path = $"{GroupUrn}:costCenter", value = "1" })).ShouldBe("""{"costCenter":"1"}""");
        (await scim.Send("POST", "/Groups/.search", $$"""{"attributes":["{{GroupUrn}}:notes"]}""")).Expect(200).Json
            .GetProperty("Resources")[0].GetProperty(GroupUrn).GetRawText().ShouldBe("""{"notes":"shy"}""");
        (await scim.Send("POST", "/.search", $$"""{"filter":"{{GroupUrn}}:badge eq 7","attributes":["{{GroupUrn}}:badge"]}""")).Expect(200).Json
            .GetProperty("Resources")[0].GetProperty(GroupUrn).GetRawText().ShouldBe("""{"badge":7}""");

        Task<Reply> Get(string query) => scim.Get($"/Groups/{group.Id}?{query}");
    }

    [Fact]
    public async Task a_bulk_request_knows_it()
    {
        var scim = await Base("/v2/acme");
        var bulk = (await scim.Send(
            "POST", "/Bulk",
            $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"POST","path":"/Users","bulkId":"u","data":{"userName":"boss"} },{"method":"POST","path":"/Groups","bulkId":"1","data":{"displayName":"b","members":[{"value":"bulkId:u"}],"{{GroupUrn}}":{"badge":3,"boss":{"value":"bulkId:u"} } } },{"method":"POST","path":"/Groups","bulkId":"2","data":{"displayName":"c","{{GroupUrn}}":{"badge":"x"} } }]}""")).Expect(200);

        bulk.Json.GetProperty("Operations").EnumerateArray().Select(o => o.GetProperty("status").GetString()).ShouldBe(["201", "201", "400"]);
        var found = (await scim.Get($"/Groups?filter={Uri.EscapeDataString($"{GroupUrn}:badge eq 3")}")).Expect(200).Json.GetProperty("Resources")[0];
        found.GetProperty(GroupUrn).GetProperty("boss").GetProperty("value").GetString().ShouldBe(found.GetProperty("members")[0].GetProperty("value").GetString());
    }

    [Fact]
    public async Task users_and_groups_may_have_attributes_of_one_name()
    {
        var environment = await ExtendedGroups(fixture.Service);
        (await environment.Administration.Send("POST", environment.Schemas, Body("""{"name":"badge","type":"integer"}"""))).Expect(201);
        (await environment.CreateUser("\"badge\":1", "u")).Expect(201);
        (await CreateGroup(environment.Scim, "\"badge\":1,\"secret\":\"s3cret\"", "g")).Expect(201);

        var both = (await environment.Scim.Get($"/?filter={Uri.EscapeDataString("badge eq 1")}&sortBy=badge")).Expect(200);
        both.Json.GetProperty("totalResults").GetInt32().ShouldBe(2);
        both.Text.ShouldSatisfyAllConditions(
            t => t.ShouldContain($"\"{Urn}\":{{\"badge\":1}}"), t => t.ShouldContain($"\"{GroupUrn}\":{{\"badge\":1}}"), t => t.ShouldNotContain("s3cret"));
        (await environment.Scim.Get($"/?filter={Uri.EscapeDataString($"{GroupUrn}:badge eq 1")}")).Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(1);
    }

    private static string Data(Reply group) => group.Json.GetProperty(GroupUrn).GetRawText();

    private Task<Caller> Base(string tenant) => ExtendedGroupsAt(fixture.Service, tenant);
}
