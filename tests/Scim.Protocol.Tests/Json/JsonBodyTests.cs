using System.Text;
using Scim.Protocol.Errors;
using Scim.Protocol.Json;

namespace Scim.Protocol.Tests.Json;

public class JsonBodyTests
{
    [Fact]
    public void one_object_is_parsed()
    {
        using var document = JsonBody.Parse("""{"a":"Zoë \uD83D\uDE00 \\uD800"}"""u8.ToArray());
        document.RootElement.GetProperty("a").GetString().ShouldBe("Zoë 😀 \\uD800");
    }

    [Fact]
    public void a_byte_order_mark_is_skipped()
    {
        using var document = JsonBody.Parse((byte[])[0xEF, 0xBB, 0xBF, .. "{}"u8]);
        document.RootElement.EnumerateObject().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{}{}")]
    [InlineData("{} x")]
    [InlineData("{")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{/* */}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{\"a\":\"\\u12\"}")]
    public void anything_but_one_object_is_refused(string body) => Refuse(Encoding.UTF8.GetBytes(body));

    [Fact]
    public void a_depth_of_32_is_the_most()
    {
        JsonBody.Parse(Nested(32)).Dispose();
        Refuse(Nested(33));
    }

    [Theory]
    [InlineData(100_000, "[", "]")]
    [InlineData(100_000, "{\"a\":", "}")]
    [InlineData(100_000, "[", "")]
    public void a_depth_of_100_000_is_an_error_and_not_a_crash(int depth, string open, string close) =>
        Refuse(Encoding.UTF8.GetBytes("{\"a\":" + string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth)) + "}"));

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""{"x":{"a":1,"b":0,"a":1}}""")]
    public void duplicate_members_are_refused(string body) => Refuse(Encoding.UTF8.GetBytes(body));

    [Theory]
    [InlineData("""{"a":"\uD800"}""")]
    [InlineData("""{"a":"\udc00"}""")]
    [InlineData("""{"a":"\uD800\uD800"}""")]
    [InlineData("""{"a":"\uDBFFx"}""")]
    [InlineData("""{"\uD800":1}""")]
    [InlineData("""{"a":"\\\uD800"}""")]
    public void lone_surrogates_are_refused(string body) => Refuse(Encoding.UTF8.GetBytes(body));

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0xC3)]
    [InlineData(0xED, 0xA0, 0x80)]
    [InlineData(0xC0, 0xAF)]
    public void invalid_utf8_is_refused(params int[] bytes) => Refuse([.. "{\"a\":\""u8, .. bytes.Select(b => (byte)b), .. "\"}"u8]);

    [Fact]
    public void the_explanation_gives_the_place_and_not_the_content()
    {
        var detail = Refuse("{\n  \"a\": secret }"u8.ToArray());
        detail.ShouldContain("line 2, byte 8");
        detail.ShouldNotContain("secret");
    }

    private static string Refuse(byte[] body) => Refused.With(Refusals.MalformedJson, () => JsonBody.Parse(body).Dispose());

    private static byte[] Nested(int depth) =>
        Encoding.UTF8.GetBytes("{\"a\":" + new string('[', depth - 1) + new string(']', depth - 1) + "}");
}
