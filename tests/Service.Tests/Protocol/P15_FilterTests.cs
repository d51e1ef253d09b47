using System.Net;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Points 15 and 16: filters over the wire. Every operator on every type is tested where filters are evaluated; here is what clients rely on.</summary>
[Collection(ServiceTests.Name)]
public sealed class P15_FilterTests(ServiceFixture fixture)
{
    private Caller Scim => fixture.Scim;

    [Theory]
    [InlineData("userName eq \"$.ada\"", "ada")]
    [InlineData("USERNAME EQ \"$.ADA\"", "ada")]
    [InlineData("  userName   eq   \"$.ada\"  ", "ada")]
    [InlineData(Wire.User + ":userName eq \"$.ada\"", "ada")]
    [InlineData("userName sw \"$.A\" or userName ew \"EVE\"", "ada eve")]
    [InlineData("userName gt \"$.ada\"", "bob eve")]
    [InlineData("userName le \"$.bob\"", "ada bob")]
    [InlineData("title pr", "ada")]
    [InlineData("not (title pr)", "bob eve")]
    [InlineData("title eq null", "bob eve")]
    [InlineData("title ne \"x\"", "ada bob eve")]
    [InlineData("active eq true", "ada eve")]
    [InlineData("active eq \"False\"", "bob")]
    [InlineData("title eq \"Boss\" or active eq false and userName ew \"eve\"", "ada")]
    [InlineData("(title eq \"Boss\" or active eq false) and not (userName ew \"ada\")", "bob")]
    [InlineData("emails eq \"$@WORK\"", "ada")]
    [InlineData("emails.type eq \"home\"", "ada")]
    [InlineData("emails[type eq \"work\"].value eq \"$@work\"", "ada")]
    [InlineData("emails[type eq \"home\" and value eq \"$@work\"]", "")]
    [InlineData("emails[primary eq true]", "ada")]
    [InlineData("not (emails pr)", "bob eve")]
    [InlineData("name.familyName eq \"byron\"", "ada")]
    [InlineData(Wire.Enterprise + ":department eq \"dep\"", "ada")]
    [InlineData(Wire.Enterprise + ":manager eq \"M\"", "ada")]
    [InlineData(Wire.Enterprise + ":manager eq \"m\"", "")]
    [InlineData("profileUrl eq \"https://X\"", "ada")]
    [InlineData("profileUrl eq \"https://x\"", "")]
    [InlineData("displayName eq \"Ä \\\"q\\\" \\\\ 100%\"", "ada")]
    [InlineData("displayName eq \"ä \\u0022Q\\u0022 \\\\ 100%\"", "ada")]
    [InlineData("displayName co \"_\"", "")]
    [InlineData("externalId eq \"$-E\"", "ada")]
    [InlineData("externalId eq \"$-e\"", "bob")]
    [InlineData("externalId eq \"$-none\" or userName eq \"$.eve\"", "eve")]
    [InlineData("groups pr", "ada bob")]
    [InlineData("groups.display sw \"$\"", "ada bob")]
    [InlineData("active eq true and (meta.lastModified ge \"2000-01-01T00:00:00Z\" and meta.lastModified le \"2999-01-01T00:00:00.1234567+05:30\")", "ada eve")]
    public async Task a_filter_finds(string filter, string found)
    {
        var (mark, scim, _) = await ThreeUsers();
        await ShouldFind(scim, $"({filter}) and nickName eq \"$\"", mark, found);
    }

    [Fact]
    public async Task ids_members_and_groups_are_found_by_each_other()
    {
        var (mark, scim, _) = await ThreeUsers();
        var group = (await List(scim, "/Groups", $"displayName eq \"{mark} STAFF\"")).Get("Resources")[0].GetProperty("id").GetString()!;
        var (ada, eve) = (await IdOf(scim, $"{mark}.ada"), await IdOf(scim, $"{mark}.eve"));
        await ShouldFind(scim, $"id eq \"{ada}\"", mark, "ada");
        await ShouldFind(scim, $"groups.value eq \"{group}\"", mark, "ada bob");
        foreach (var (filter, hits) in ((string, int)[])
            [
                ($"members.value eq \"{ada}\"", 1), ($"id eq \"{group}\" and members eq \"{ada}\"", 1), ($"id eq \"{group}\" and members[value eq \"{ada}\"]", 1),
                ($"members eq \"{eve}\"", 0), ($"externalId eq \"{mark}-g\"", 1), ($"externalId eq \"{mark}-G\"", 0), ("members pr", 1), ("not (members pr)", 0),
            ])
        {
            (await List(scim, "/Groups", filter)).Get("totalResults").GetInt32().ShouldBe(hits, filter);
        }
    }

    [Theory]
    [InlineData("no eq \"x\"")]
    [InlineData("name.no eq \"x\"")]
    [InlineData("emails[no eq \"x\"]")]
    [InlineData("urn:no:such:Schema:x eq \"x\"")]
    [InlineData("members eq \"x\"")]
    [InlineData("password eq \"x\"")]
    [InlineData("password pr")]
    [InlineData("active gt true")]
    [InlineData("active le false")]
    [InlineData("x509Certificates.value ge \"aGk=\"")]
    [InlineData("active eq \"maybe\"")]
    [InlineData("title eq 5")]
    [InlineData("meta.created gt \"yesterday\"")]
    [InlineData("userName eq ada")]
    [InlineData("userName eq 'ada'")]
    [InlineData("userName == \"ada\"")]
    [InlineData("userName eq \"ada")]
    [InlineData("userName eq")]
    [InlineData("userName")]
    [InlineData("(userName pr")]
    [InlineData("userName pr)")]
    [InlineData("not userName pr")]
    [InlineData("userName pr and")]
    [InlineData("userName pr xor title pr")]
    [InlineData("emails[]")]
    [InlineData("title[value eq \"x\"]")]
    [InlineData("()")]
    public async Task a_filter_that_cannot_be_answered_is_refused_and_never_an_empty_list(string filter) =>
        (await Scim.Get($"/Users?filter={WebUtility.UrlEncode(filter)}")).ExpectScimError(400).ScimType.ShouldBe("invalidFilter");

    [Theory]
    [InlineData("userName+eq+%22%FF%22")]
    [InlineData("userName+eq+%22%C3%22")]
    public async Task a_filter_that_is_not_utf8_is_refused_and_never_another_question(string encoded) =>
        (await Scim.Get($"/Users?filter={encoded}")).ExpectScimError(400).ScimType.ShouldBe("invalidFilter");

    [Fact]
    public async Task a_time_that_was_read_finds_its_resource()
    {
        foreach (var (path, resource) in ((string, Reply)[])[("/Users", await Scim.NewUser()), ("/Groups", await Scim.NewGroup())])
        {
            var meta = resource.Get("meta");
            foreach (var filter in (string[])["meta.created eq \"{0}\"", "meta.lastModified eq \"{0}\"", "meta.lastModified ge \"{0}\"", "meta.lastModified le \"{0}\""])
            {
                var time = meta.GetProperty(filter.Contains("created", StringComparison.Ordinal) ? "created" : "lastModified").GetString()!;
                var found = await List(Scim, path, $"id eq \"{resource.Id}\" and {filter.Replace("{0}", time, StringComparison.Ordinal)}");
                found.Get("totalResults").GetInt32().ShouldBe(1, $"{filter} with {time}");
            }
        }
    }

    [Theory]
    [InlineData("id pr or displayName pr")]
    [InlineData("not (displayName eq \"x\")")]
    [InlineData("displayName co \"e\" or displayName pr) or (id pr", true)]
    public async Task no_filter_leaves_the_tenant(string filter, bool broken = false)
    {
        var (first, second) = await fixture.NewEnvironment();
        await first.NewGroup((await first.NewUser()).Id);
        var reply = await second.Get($"/Groups?filter={WebUtility.UrlEncode(filter)}");
        if (broken)
        {
            reply.ExpectScimError(400).ScimType.ShouldBe("invalidFilter");
        }
        else
        {
            reply.Expect(200).Get("totalResults").GetInt32().ShouldBe(0);
        }
    }

    [Fact]
    public async Task U3_U5_another_tenants_external_ids_and_groups_are_not_found()
    {
        var (mark, scim, other) = await ThreeUsers();
        await ShouldFind(other, $"externalId eq \"{mark}-E\"", mark, "");
        await ShouldFind(other, $"nickName eq \"{mark}\" and groups pr", mark, "");
        await ShouldFind(other, $"nickName eq \"{mark}\" and not (externalId pr)", mark, "ada bob eve");
        await ShouldFind(scim, $"nickName eq \"{mark}\" and groups pr", mark, "ada bob");
    }

    [Fact]
    public async Task a_filter_sees_ones_own_last_write()
    {
        var user = await Scim.NewUser();
        var group = await Scim.NewGroup();
        var mark = ServiceFixture.Fresh("mark");
        await Count("/Users", $"externalId eq \"{mark}\"", 0);
        (await Scim.PatchJson($"/Users/{user.Id}", $$"""{"op":"add","path":"externalId","value":"{{mark}}"}""")).Expect(200);
        await Count("/Users", $"externalId eq \"{mark}\"", 1);
        (await Scim.PatchJson($"/Groups/{group.Id}", $$"""{"op":"add","path":"members","value":[{"value":"{{user.Id}}"}]}""")).Expect(200);
        await Count("/Users", $"groups.value eq \"{group.Id}\"", 1);
        (await Scim.PatchJson($"/Groups/{group.Id}", $$"""{"op":"replace","path":"displayName","value":"{{mark}}"}""")).Expect(200);
        await Count("/Groups", $"displayName eq \"{mark}\" and members eq \"{user.Id}\"", 1);
        (await Scim.Delete($"/Users/{user.Id}")).Expect(204);
        await Count("/Groups", $"members.value eq \"{user.Id}\"", 0);
        await Count("/Users", $"externalId eq \"{mark}\"", 0);

        async Task Count(string path, string filter, int hits) => (await List(Scim, path, filter)).Get("totalResults").GetInt32().ShouldBe(hits, filter);
    }

    private static async Task<Reply> List(Caller scim, string path, string filter) => (await scim.Get($"{path}?filter={WebUtility.UrlEncode(filter)}")).Expect(200);

    private static async Task<string> IdOf(Caller scim, string userName) =>
        (await List(scim, "/Users", $"userName eq \"{userName}\"")).Get("Resources")[0].GetProperty("id").GetString()!;

    private static async Task ShouldFind(Caller scim, string filter, string mark, string found)
    {
        var list = await List(scim, "/Users", filter.Replace("$", mark, StringComparison.Ordinal));
        var names = list.Get("Resources").EnumerateArray().Select(u => u.GetProperty("userName").GetString()![(mark.Length + 1)..]).Order(StringComparer.Ordinal);
        string.Join(' ', names).ShouldBe(found, filter);
        list.Get("totalResults").GetInt32().ShouldBe(list.Get("Resources").GetArrayLength());
    }

    /// <summary>An environment of its own with the users <c>MARK.ada</c>, <c>MARK.bob</c> and <c>MARK.eve</c>, the first two in one tenant's group <c>MARK Staff</c>.</summary>
    private async Task<(string Mark, Caller Tenant, Caller Other)> ThreeUsers()
    {
        var mark = ServiceFixture.Fresh("m");
        var (tenant, other) = await fixture.NewEnvironment();
        var ada = (await tenant.Post("/Users", $$$"""
            {"userName":"{{{mark}}}.ada","nickName":"{{{mark}}}","externalId":"{{{mark}}}-E","title":"Boss","displayName":"Ä \"q\" \\ 100%","profileUrl":"https://X",
             "name":{"givenName":"Ada","familyName":"Byron"},"emails":[{"value":"{{{mark}}}@work","type":"work","primary":true},{"value":"{{{mark}}}@home","type":"home"}],
             "x509Certificates":[{"value":"aGk="}],"{{{Wire.Enterprise}}}":{"department":"Dep","manager":{"value":"M"} } }
            """)).Expect(201).Id;
        var bob = (await tenant.Post("/Users", new { userName = mark + ".bob", nickName = mark, externalId = mark + "-e", active = false })).Expect(201).Id;
        (await tenant.Post("/Users", new { userName = mark + ".eve", nickName = mark })).Expect(201);
        (await tenant.Post("/Groups", new { displayName = mark + " Staff", externalId = mark + "-g", members = new[] { new { value = ada }, new { value = bob } } })).Expect(201);
        return (mark, tenant, other);
    }
}
