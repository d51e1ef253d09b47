using System.Text;

namespace Scim.Service.Tests.Hostile;

/// <summary>Nesting of a hundred thousand is counted before it is followed: an error, not the end of the process.</summary>
public sealed class DepthTests(HostileWorld world) : IClassFixture<HostileWorld>
{
    private const int Depth = 100_000;

    [Theory]
    [InlineData("[", "]", "")]
    [InlineData("{\"a\":", "}", "1")]
    [InlineData("[{\"a\":", "}]", "1")]
    [InlineData("[", "", "")]
    public async Task json_as_deep_as_this_is_400_invalidSyntax(string open, string close, string core)
    {
        var deep = Repeat(open) + core + Repeat(close);
        foreach (var (method, path, body) in new[]
        {
            ("POST", "/Users", deep),
            ("POST", "/Users", $$"""{"userName":"deep","x":{{deep}}}"""),
            ("PUT", $"/Users/{world.UserId}", $$"""{"userName":"deep","name":{{deep}}}"""),
            ("PATCH", $"/Users/{world.UserId}", $$"""{"Operations":[{"op":"replace","path":"name","value":{{deep}}}]}"""),
            ("POST", "/Groups", $$"""{"displayName":"deep","members":{{deep}}}"""),
            ("PATCH", $"/Groups/{world.GroupId}", $$"""{"Operations":[{"op":"add","path":"members","value":{{deep}}}]}"""),
        })
        {
            // Past 1 MiB the size is refused first.
            var answer = await world.Send(method, path, body);
            if (body.Length > 1024 * 1024 && !path.StartsWith("/Groups", StringComparison.Ordinal))
            {
                answer.ShouldBeRefused(413);
            }
            else
            {
                answer.ShouldBeRefusedAs("invalidSyntax");
            }
        }

        await world.ShouldStillServe();
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("not (", ")")]
    [InlineData("emails[", "]")]
    [InlineData("userName pr and (", ")")]
    [InlineData("(", "")]
    public async Task a_filter_deeper_than_its_limit_is_400_invalidFilter(string open, string close)
    {
        // Within the longest filter, 4096 characters.
        var times = 4000 / (open.Length + close.Length);
        var filter = string.Concat(Enumerable.Repeat(open, times)) + "userName pr" + string.Concat(Enumerable.Repeat(close, times));
        var answer = await world.Filter("/Users", filter);
        answer.ShouldBeRefusedAs("invalidFilter");
        await world.ShouldStillServe();
    }

    [Fact]
    public async Task a_filter_in_a_url_of_a_hundred_thousand_brackets_is_refused()
    {
        var answer = await world.Wire.Send(world.Wire.Head("GET", world.Target("/Users?filter=" + Repeat("(")), world.Bearer));
        answer.ShouldBeRefusedByTheHttpServer();
        await world.ShouldStillServe();
    }

    [Theory]
    [InlineData("emails[")]
    [InlineData("members[not (")]
    [InlineData("a.")]
    [InlineData("(")]
    [InlineData("urn:")]
    public async Task a_PATCH_path_of_a_hundred_thousand_is_400_invalidPath(string piece)
    {
        foreach (var path in new[] { $"/Users/{world.UserId}", $"/Groups/{world.GroupId}" })
        {
            var answer = await world.Send("PATCH", path, $$"""{"Operations":[{"op":"replace","path":"{{Repeat(piece)}}","value":"x"}]}""");
            if (answer is { Status: 413 })
            {
                answer.ShouldBeRefused(413);
            }
            else
            {
                answer.ShouldBeRefusedAs("invalidPath");
            }
        }

        await world.ShouldStillServe();
    }

    [Fact]
    public async Task a_PATCH_path_with_a_filter_of_ten_thousand_comparisons_is_refused()
    {
        var filter = string.Join(" or ", Enumerable.Repeat("value eq \\\"x\\\"", 10_000));
        var answer = await world.Send("PATCH", $"/Users/{world.UserId}", $$"""{"Operations":[{"op":"remove","path":"emails[{{filter}}]"}]}""");
        answer.ShouldBeRefused(400);
        await world.ShouldStillServe();
    }

    private static string Repeat(string piece) => new StringBuilder().Insert(0, piece, Depth).ToString();
}
