using System.Text;
using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Hostile;

/// <summary>Bodies that are no JSON, not the JSON they claim to be, or not wholly there.</summary>
public sealed class BodyTests(HostileWorld world) : IClassFixture<HostileWorld>
{
    private static readonly string[] Writes = ["POST /Users", "PUT /Users/{user}", "PATCH /Users/{user}", "POST /Groups", "PUT /Groups/{group}", "PATCH /Groups/{group}"];

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{\"userName\"}")]
    [InlineData("{\"userName\":\"a\"} {}")]
    [InlineData("{\"userName\":\"a\",}")]
    [InlineData("{'userName':'a'}")]
    [InlineData("{\"userName\":undefined}")]
    [InlineData("{\"userName\":NaN}")]
    [InlineData("/* c */{\"userName\":\"a\"}")]
    [InlineData("<user/>")]
    [InlineData("userName=a")]
    [InlineData("{\"userName\":\"a\nb\"}")]
    [InlineData("{\"userName\":\"\\x41\"}")]
    [InlineData("{\"userName\":\"\\u12\"}")]
    [InlineData("{\"userName\":01}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("1")]
    public Task what_is_no_json_object_is_400_invalidSyntax(string body) => RefusedEverywhere(Encoding.UTF8.GetBytes(body), "invalidSyntax");

    [Theory]
    [InlineData("7B2261223A22C328227D")] // a continuation byte missing
    [InlineData("7B2261223A22C080227D")] // an overlong NUL
    [InlineData("7B2261223A22EDA080227D")] // a surrogate in UTF-8
    [InlineData("7B2261223A22F8888080AF227D")] // beyond four bytes
    [InlineData("7B22FF223A317D")] // in a name
    [InlineData("FFFE7B007D00")] // UTF-16
    [InlineData("7B2261223A2200227D")] // a raw NUL inside a string
    [InlineData("7B00227D")]
    public Task what_is_no_utf8_is_400_invalidSyntax(string hex) => RefusedEverywhere(Convert.FromHexString(hex), "invalidSyntax");

    [Theory]
    [InlineData("""{"userName":"a","userName":"b","displayName":"d","displayName":"e","Operations":[],"Operations":[]}""")]
    [InlineData("""{"userName":"a","name":{"givenName":"x","givenName":"y"},"displayName":"d","members":[{"value":"x","value":"y"}],"Operations":[{"op":"add","op":"remove"}]}""")]
    public Task a_name_given_twice_is_400_invalidSyntax(string body) => RefusedEverywhere(Encoding.UTF8.GetBytes(body), "invalidSyntax");

    [Theory]
    [InlineData("""{"userName":"a\ud800"}""")]
    [InlineData("""{"userName":"\udc00\ud800"}""")]
    [InlineData("""{"userName":"a","\ud800":1}""")]
    [InlineData("""{"userName":"a","name":{"givenName":"\ud83d"}}""")]
    [InlineData("""{"userName":"a\u0000b"}""")]
    [InlineData("""{"userName":"\u0000"}""")]
    [InlineData("""{"userName":"a","displayName":"\u0000"}""")]
    [InlineData("""{"userName":"a","externalId":"\u0000"}""")]
    public async Task a_lone_surrogate_or_a_NUL_in_a_user_is_400(string body)
    {
        (await world.Send("POST", "/Users", body)).ShouldBeRefused(400);
        (await world.Send("PUT", "/Users/" + world.UserId, body)).ShouldBeRefused(400);
        await world.ShouldStillServe();
    }

    [Theory]
    [InlineData("""{"displayName":"\ud800"}""")]
    [InlineData("""{"displayName":"a\u0000"}""")]
    [InlineData("""{"displayName":"G","members":[{"value":"\ud800"}]}""")]
    [InlineData("""{"displayName":"G","members":[{"value":"a\u0000"}]}""")]
    [InlineData("""{"displayName":"G","externalId":"\u0000"}""")]
    public async Task a_lone_surrogate_or_a_NUL_in_a_group_is_400(string body)
    {
        (await world.Send("POST", "/Groups", body)).ShouldBeRefused(400);
        (await world.Send("PUT", "/Groups/" + world.GroupId, body)).ShouldBeRefused(400);
        await world.ShouldStillServe();
    }

    [Theory]
    [InlineData("""{"op":"replace","path":"displayName","value":"\ud800"}""")]
    [InlineData("""{"op":"replace","path":"\ud800","value":"x"}""")]
    [InlineData("""{"op":"\ud800","path":"displayName","value":"x"}""")]
    [InlineData("""{"op":"replace","value":{"\ud800":"x","displayName":"\ud800"}}""")]
    [InlineData("""{"op":"replace","path":"display\u0000Name","value":"x"}""")]
    [InlineData("""{"op":"add","path":"displayName","value":"\u0000"}""")]
    public async Task a_lone_surrogate_or_a_NUL_in_a_PATCH_is_400(string operation)
    {
        var body = $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operation}}]}""";
        (await world.Send("PATCH", "/Users/" + world.UserId, body)).ShouldBeRefused(400);
        (await world.Send("PATCH", "/Groups/" + world.GroupId, body)).ShouldBeRefused(400);
        await world.ShouldStillServe();
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e99999999999")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890")]
    [InlineData("0.00000000000000000000000000000000000000000000000000000000001")]
    public async Task a_huge_number_where_a_boolean_or_a_string_belongs_is_400_invalidValue(string number)
    {
        foreach (var attribute in new[] { "active", "displayName", "emails", "name", "externalId" })
        {
            (await world.Send("POST", "/Users", $$"""{"userName":"huge","{{attribute}}":{{number}}}""")).ShouldBeRefusedAs("invalidValue");
        }

        (await world.Send("POST", "/Groups", $$"""{"displayName":"Huge","members":[{"value":{{number}}}]}""")).ShouldBeRefusedAs("invalidValue");
        await world.ShouldStillServe();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/html")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/octet-stream")]
    [InlineData("application/jsonp")]
    [InlineData("application/scim+jsonx")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("json")]
    [InlineData(";;;")]
    public async Task a_media_type_that_is_not_json_is_415(string mediaType)
    {
        foreach (var write in Writes)
        {
            var (method, path) = Address(write);
            (await world.Send(method, path, """{"userName":"a","displayName":"b"}"""u8.ToArray(), mediaType)).ShouldBeRefused(415);
        }

        await world.ShouldStillServe();
    }

    [Theory]
    [InlineData("POST /Users")]
    [InlineData("PATCH /Groups/{group}")]
    public async Task a_body_that_ends_early_changes_nothing(string write)
    {
        var (method, path) = Address(write);
        var part = """{"userName":"half@example.com","displayName":"Half"""u8.ToArray();
        var head = world.Wire.Head(method, world.Target(path), world.Bearer, "Content-Type: application/json", "Content-Length: 500");
        (await world.Wire.SendAndHangUp(head, part)).ShouldBeRefusedByTheHttpServer();

        var chunked = world.Wire.Head(method, world.Target(path), world.Bearer, "Content-Type: application/json", "Transfer-Encoding: chunked");
        (await world.Wire.SendAndHangUp(chunked, "31\r\n"u8.ToArray(), part)).ShouldBeRefusedByTheHttpServer();
        (await world.Wire.Send(chunked, "zz\r\n"u8.ToArray(), part)).ShouldBeRefusedByTheHttpServer();

        (await world.Scim.Find("/Users", "userName eq \"half@example.com\"")).ShouldBeEmpty();
        await world.ShouldStillServe();
    }

    [Fact]
    public async Task slow_bodies_hold_up_nobody_and_are_given_up()
    {
        var head = world.Wire.Head("POST", world.Target("/Users"), world.Bearer, "Content-Type: application/json", "Content-Length: 1000");
        var slow = Enumerable.Range(0, 50).Select(_ => world.Wire.Send(head, "{"u8.ToArray())).ToArray();

        var start = TimeProvider.System.GetTimestamp();
        await world.ShouldStillServe();
        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(4), "others are served meanwhile");

        foreach (var answer in await Task.WhenAll(slow))
        {
            answer.ShouldBeRefusedByTheHttpServer();
        }
    }

    private async Task RefusedEverywhere(byte[] body, string scimType)
    {
        foreach (var write in Writes)
        {
            var (method, path) = Address(write);
            (await world.Send(method, path, body)).ShouldBeRefusedAs(scimType);
        }

        await world.ShouldStillServe();
    }

    private (string Method, string Path) Address(string write)
    {
        var parts = write.Split(' ');
        return (parts[0], parts[1].Replace("{user}", world.UserId, StringComparison.Ordinal).Replace("{group}", world.GroupId, StringComparison.Ordinal));
    }
}
