using CsCheck;
using Scim.Protocol.Comparisons;
using Scim.Protocol.Tests.Filters;

namespace Scim.Protocol.Tests.Comparisons;

public sealed class CaseFoldingTests
{
    [Fact]
    public void folding_is_idempotent_and_keeps_the_length() =>
        FilterGens.Text.Sample(
            text =>
            {
                var folded = CaseFolding.Fold(text);
                CaseFolding.Fold(folded).ShouldBe(folded);
                folded.Length.ShouldBe(text.Length);
            },
            iter: 10_000);

    [Fact]
    public void folding_keeps_the_length_of_every_character()
    {
        for (var codePoint = 0; codePoint <= 0x10ffff; codePoint++)
        {
            if (codePoint is >= 0xd800 and <= 0xdfff)
            {
                continue;
            }

            var text = char.ConvertFromUtf32(codePoint);
            CaseFolding.Fold(text).Length.ShouldBe(text.Length);
        }
    }
}
