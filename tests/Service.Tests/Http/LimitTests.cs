using System.Net;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Http;

/// <summary>docs/guarantees.md: each limit, and one above.</summary>
[Collection(ServiceTests.Name)]
public sealed class LimitTests(ServiceFixture fixture)
{
    private const int MiB = 1024 * 1024;
    private const string Unknown = "7f1d7a0e-1111-4222-8333-444455556666";

    [Theory]
    [InlineData("POST", "/Users", MiB)]
    [InlineData("PUT", "/Users/" + Unknown, MiB)]
    [InlineData("PATCH", "/Users/" + Unknown, MiB)]
    [InlineData("POST", "/Groups", 16 * MiB)]
    [InlineData("PUT", "/Groups/" + Unknown, 16 * MiB)]
    [InlineData("PATCH", "/Groups/" + Unknown, 16 * MiB)]
    public async Task a_body_may_have_its_limit_and_not_one_byte_more(string method, string path, int limit)
    {
        foreach (var chunked in (bool[])[false, true])
        {
            (await Send(method, path, limit, chunked)).Status.ShouldNotBe(413);
            (await Send(method, path, limit + 1, chunked)).ExpectScimError(413, "body-too-large");
        }
    }

    [Fact]
    public async Task an_administrators_body_may_have_one_mebibyte()
    {
        var text = $$"""{"key":"{{ServiceFixture.Fresh("p")}}","name":"x"}""";
        using var large = Caller.Json(text.PadRight(MiB + 1), "application/json");
        (await fixture.Administration.Send("POST", "/projects", large)).ExpectProblem(413, "body-too-large");
        using var fitting = Caller.Json(text.PadRight(MiB), "application/json");
        (await fixture.Administration.Send("POST", "/projects", fitting)).Expect(201);
    }

    [Fact]
    public async Task a_hundred_megabytes_are_refused_without_being_held()
    {
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes();
        using var content = new StreamContent(new BlankStream(100L * MiB));
        content.Headers.ContentType = new("application/scim+json");
        (await fixture.Scim.Send("POST", "/Groups", content, ("Transfer-Encoding", "chunked"))).ExpectScimError(413, "body-too-large");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(90L * MiB, "growing to 16 MiB by doubling is all that the service does");
    }

    [Fact]
    public async Task a_filter_of_4096_characters_fits_into_a_request_however_it_is_encoded()
    {
        var value = new string('ä', 4096 - "userName eq \"\"".Length);
        (await fixture.Scim.Get($"/Users?filter={WebUtility.UrlEncode($"userName eq \"{value}\"")}")).Expect(200);
        (await fixture.Scim.Get($"/Users?filter={WebUtility.UrlEncode($"userName eq \"{value}x\"")}")).ExpectScimError(400).ScimType.ShouldBe("invalidFilter");
    }

    [Theory]
    [InlineData("application/scim+json", true)]
    [InlineData("application/json", true)]
    [InlineData("application/scim+json; charset=utf-8", true)]
    [InlineData("application/json;charset=\"UTF-8\"", true)]
    [InlineData("Application/SCIM+JSON", true)]
    [InlineData("application/json; charset=iso-8859-1", false)]
    [InlineData("text/plain", false)]
    [InlineData("application/xml", false)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("nonsense", false)]
    public async Task a_body_is_json_by_its_media_type_or_refused(string mediaType, bool accepted)
    {
        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes($$"""{"userName":"{{ServiceFixture.Fresh("user")}}"}"""));
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        var reply = await fixture.Scim.Send("POST", "/Users", content);
        _ = accepted ? reply.Expect(201) : reply.ExpectScimError(415, "unsupported-media-type");
    }

    [Theory]
    [InlineData("POST", "/Users")]
    [InlineData("PUT", "/Users/" + Unknown)]
    [InlineData("PATCH", "/Groups/" + Unknown)]
    public async Task an_empty_body_is_a_bad_request(string method, string path)
    {
        using var empty = Caller.Json("");
        (await fixture.Scim.Send(method, path, empty)).ExpectScimError(400, "empty-body").ScimType.ShouldBe("invalidSyntax");
        (await fixture.Scim.Send(method, path)).ExpectScimError(400, "empty-body");
    }

    private async Task<Reply> Send(string method, string path, int length, bool chunked)
    {
        using var content = new StreamContent(new BlankStream(length));
        content.Headers.ContentType = new("application/scim+json");
        if (!chunked)
        {
            content.Headers.ContentLength = length;
        }

        return await fixture.Scim.Send(method, path, content, chunked ? [("Transfer-Encoding", "chunked")] : []);
    }
}
