using System.Text;
using CsCheck;
using Scim.Protocol.Comparisons;
using Scim.Protocol.Tests.Filters;

namespace Scim.Protocol.Tests.Comparisons;

public sealed class CodePointOrderTests
{
    [Fact]
    public void the_order_is_that_of_the_utf8_bytes_as_in_a_database() =>
        Gen.Select(FilterGens.Text, FilterGens.Text).Sample(
            (left, right) => Math.Sign(CodePointOrder.Compare(left, right))
                .ShouldBe(Math.Sign(Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right)))),
            iter: 10_000);

    [Theory]
    [InlineData("", "a")]
    [InlineData("a", "ab")]
    [InlineData("Z", "a")]
    [InlineData("\uffff", "😀")]
    [InlineData("x\ue000", "x𐐀")]
    [InlineData("😀", "😁")]
    public void less_is_less_in_both_directions(string less, string more)
    {
        CodePointOrder.Compare(less, more).ShouldBeLessThan(0);
        CodePointOrder.Compare(more, less).ShouldBeGreaterThan(0);
        CodePointOrder.Compare(more, more).ShouldBe(0);
    }
}
