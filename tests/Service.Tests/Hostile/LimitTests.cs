using System.Text;
using Scim.Service.Tests.Exchanges;

namespace Scim.Service.Tests.Hostile;

/// <summary>Every limit of docs/guarantees.md: what reaches it is served, what is one past it is refused as the table says.</summary>
public sealed class LimitTests(HostileWorld world) : IClassFixture<HostileWorld>
{
    private const int Mebibyte = 1024 * 1024;

    [Theory]
    [InlineData("PATCH /Users/{user}", Mebibyte)]
    [InlineData("PATCH /Groups/{group}", 16 * Mebibyte)]
    public async Task a_body(string write, int limit)
    {
        var (method, path) = (write.Split(' ')[0], write.Split(' ')[1].Replace("{user}", world.DoubleUserId, StringComparison.Ordinal)
            .Replace("{group}", world.DoubleGroupId, StringComparison.Ordinal));
        var operation = Patch("""{"op":"add","path":"externalId","value":"limit"}""");

        Succeeds(await world.Send(method, path, operation + new string(' ', limit - operation.Length)));
        (await world.Send(method, path, operation + new string(' ', limit + 1 - operation.Length))).ShouldBeRefused(413);
    }

    [Fact]
    public async Task the_depth_of_json()
    {
        // The object around it is the first level.
        string Nested(int levels) => $$"""{"displayName":"x","unknown":{{new string('[', levels - 1)}}{{new string(']', levels - 1)}},"userName":"{{Fresh()}}"}""";
        Succeeds(await world.Send("POST", "/Users", Nested(32)));
        (await world.Send("POST", "/Users", Nested(33))).ShouldBeRefusedAs("invalidSyntax");
    }

    [Fact]
    public async Task the_length_of_a_filter()
    {
        string Long(int length) => $"userName eq \"{new string('x', length - 14)}\"";
        Long(4096).Length.ShouldBe(4096);
        Succeeds(await world.Filter("/Users", Long(4096)));
        (await world.Filter("/Users", Long(4097))).ShouldBeRefusedAs("invalidFilter");
    }

    [Fact]
    public async Task the_depth_of_a_filter()
    {
        string Nested(int depth) => new string('(', depth) + "userName pr" + new string(')', depth);
        Succeeds(await world.Filter("/Users", Nested(20)));
        (await world.Filter("/Users", Nested(21))).ShouldBeRefusedAs("invalidFilter");
    }

    [Fact]
    public async Task the_comparisons_of_a_filter()
    {
        string Many(int count) => string.Join(" or ", Enumerable.Range(0, count).Select(i => $"userName eq \"{i}\""));
        Succeeds(await world.Filter("/Users", Many(50)));
        (await world.Filter("/Users", Many(51))).ShouldBeRefusedAs("invalidFilter");
    }

    [Fact]
    public async Task the_length_of_a_PATCH_path()
    {
        string Long(int length) => Patch($$"""{"op":"remove","path":"emails[value eq \"{{new string('x', length - 19)}}\"]"}""");
        Succeeds(await world.Send("PATCH", "/Users/" + world.DoubleUserId, Long(512)));
        (await world.Send("PATCH", "/Users/" + world.DoubleUserId, Long(513))).ShouldBeRefusedAs("invalidPath");
    }

    [Theory]
    [InlineData("/Users/")]
    [InlineData("/Groups/")]
    public async Task the_operations_of_a_PATCH(string collection)
    {
        string Many(int count) => Patch(Enumerable.Repeat("""{"op":"add","path":"externalId","value":"many"}""", count).ToArray());
        var path = collection + (collection == "/Users/" ? world.DoubleUserId : world.DoubleGroupId);
        Succeeds(await world.Send("PATCH", path, Many(1000)));
        (await world.Send("PATCH", path, Many(1001))).ShouldBeRefused(413);
    }

    [Fact]
    public async Task the_members_of_one_request()
    {
        // Removals of nobody: what counts is how many are named.
        string Many(int count) => Patch($$"""{"op":"remove","path":"members","value":[{{string.Join(',', Enumerable.Repeat("""{"value":"nobody"}""", count))}}]}""");
        Succeeds(await world.Send("PATCH", "/Groups/" + world.DoubleGroupId, Many(50_000)));
        (await world.Send("PATCH", "/Groups/" + world.DoubleGroupId, Many(50_001))).ShouldBeRefused(413);
    }

    [Theory]
    [InlineData("displayName", 4096)]
    [InlineData("title", 4096)]
    [InlineData("externalId", 4096)]
    public async Task the_length_of_a_text(string attribute, int limit)
    {
        string Long(int length) => Patch($$"""{"op":"replace","path":"{{attribute}}","value":"{{new string('x', length)}}"}""");
        Succeeds(await world.Send("PATCH", "/Users/" + world.DoubleUserId, Long(limit)));
        (await world.Send("PATCH", "/Users/" + world.DoubleUserId, Long(limit + 1))).ShouldBeRefusedAs("invalidValue");
    }

    [Fact]
    public async Task G5_the_length_of_a_groups_name()
    {
        string Named(int length) => $$"""{"displayName":"{{Fresh().PadRight(length, 'x')}}"}""";
        Succeeds(await world.Send("POST", "/Groups", Named(256)));
        (await world.Send("POST", "/Groups", Named(257))).ShouldBeRefusedAs("invalidValue");
    }

    [Fact]
    public async Task a_page_is_clamped_and_not_refused()
    {
        var answer = (await world.Scim.Get("/Users?count=1001")).Expect(200);
        answer.Json.GetProperty("itemsPerPage").GetInt32().ShouldBeLessThanOrEqualTo(1000);
    }

    private static string Fresh() => Guid.NewGuid().ToString("N");

    private static string Patch(params string[] operations) =>
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{string.Join(',', operations)}}]}""";

    private static void Succeeds(ExchangeAnswer? answer)
    {
        answer.ShouldNotBeNull();
        answer.Status.ShouldBeInRange(200, 204, Encoding.UTF8.GetString(answer.Content.AsSpan(0, Math.Min(answer.Content.Length, 400))));
    }
}
