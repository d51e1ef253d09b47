using System.Buffers;
using System.Text;
using Scim.Protocol.Errors;
using Scim.Protocol.Messages;

namespace Scim.Protocol.Tests.Messages;

public class MessageTests
{
    [Fact]
    public void an_error_has_a_text_status_a_scim_type_and_the_refusals_id() =>
        Text(ErrorBody.Write(new ScimError(Refusals.FilterSyntax, "Expected \"eq\"."))).ShouldBe("""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","scimType":"invalidFilter","detail":"Expected \"eq\". [filter-syntax]"}
            """);

    [Fact]
    public void an_error_outside_table_9_has_no_scim_type() =>
        Text(ErrorBody.Write(new ScimError(Refusals.PatchTooMany, "Too many."))).ShouldBe("""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"413","detail":"Too many. [patch-too-many]"}
            """);

    [Fact]
    public void a_detail_that_quotes_what_was_sent_has_an_end_and_no_half_of_a_pair()
    {
        new ScimError(Refusals.PathSyntax, new string('a', ScimError.MostDetail)).Detail.ShouldBe(new string('a', ScimError.MostDetail));
        new ScimError(Refusals.PathSyntax, new string('a', ScimError.MostDetail + 1)).Detail.ShouldBe(new string('a', ScimError.MostDetail - 1) + "…");
        var pairs = new ScimError(Refusals.PathSyntax, new string('a', ScimError.MostDetail - 2) + "😀😀").Detail;
        pairs.ShouldBe(new string('a', ScimError.MostDetail - 2) + "…");
    }

    [Theory]
    [InlineData(0, "[]")]
    [InlineData(1, "[{}]")]
    [InlineData(3, "[{},{},{}]")]
    public void a_list_counts_in_integers_and_always_has_resources(int resources, string json)
    {
        var output = new ArrayBufferWriter<byte>();
        var list = new ListResponseWriter(output);
        list.Begin(17, 4, resources);
        for (var i = 0; i < resources; i++)
        {
            list.Next();
            output.Write("{}"u8);
        }

        list.End();
        Text(output.WrittenSpan).ShouldBe($$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":17,"startIndex":4,"itemsPerPage":{{resources}},"Resources":{{json}}}
            """);
    }

    private static string Text(ReadOnlySpan<byte> json) => Encoding.UTF8.GetString(json);
}
