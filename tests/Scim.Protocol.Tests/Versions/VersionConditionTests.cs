using CsCheck;
using Scim.Protocol.Errors;
using Scim.Protocol.Versions;

namespace Scim.Protocol.Tests.Versions;

public class VersionConditionTests
{
    private static readonly Gen<string> Tag = Gen.Char["abcXYZ019.,/*!#W\u00e9\ud55c"].Array[0, 6].Select(c => new string(c));

    [Theory]
    [InlineData("W/\"3.1\"")]
    [InlineData("\"3.1\"")]
    [InlineData(" W/\"3.1\"\t")]
    [InlineData("W/\"1.0\", W/\"3.1\"")]
    [InlineData("W/\"1.0\",,\"3.1\" , ")]
    [InlineData("\"a,b\",W/\"3.1\"")]
    [InlineData("*")]
    [InlineData(" * ")]
    public void a_version_is_found_in_a_list_weak_or_not(string header) => EntityTags.Parse("If-Match", header).Match("3.1").ShouldBeTrue();

    [Theory]
    [InlineData("W/\"3.10\"")]
    [InlineData("W/\"\"")]
    [InlineData("\"W/3.1\"")]
    [InlineData("\"*\"")]
    [InlineData("\"3\",\"1\"")]
    public void another_version_is_not_found(string header) => EntityTags.Parse("If-Match", header).Match("3.1").ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(",")]
    [InlineData("3.1")]
    [InlineData("w/\"3.1\"")]
    [InlineData("W/3.1")]
    [InlineData("W/ \"3.1\"")]
    [InlineData("W/\"3.1")]
    [InlineData("\"3.1\" \"3.2\"")]
    [InlineData("\"3.1\"x")]
    [InlineData("*, \"3.1\"")]
    [InlineData("\"3.1\", *")]
    [InlineData("\"3\u0001\"")]
    [InlineData("\"3\u007f\"")]
    [InlineData("'3.1'")]
    [InlineData("\"3.1 \"")]
    public void what_is_no_list_of_entity_tags_is_refused_by_name(string header) =>
        Refused.With(Refusals.PreconditionSyntax, () => EntityTags.Parse("If-None-Match", header)).ShouldContain("'If-None-Match'");

    [Fact]
    public void a_list_has_an_end()
    {
        string Many(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i}\""));
        EntityTags.Parse("If-Match", Many(EntityTags.MaxTags)).Match("99").ShouldBeTrue();
        Refused.With(Refusals.PreconditionSyntax, () => EntityTags.Parse("If-Match", Many(EntityTags.MaxTags + 1)));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("*", null, true)]
    [InlineData("\"1\"", null, true)]
    [InlineData("\"2\"", null, false)]
    [InlineData(null, "*", false)]
    [InlineData(null, "\"1\"", false)]
    [InlineData(null, "\"2\"", true)]
    [InlineData("\"1\"", "\"2\"", true)]
    [InlineData("\"1\"", "\"1\"", false)]
    [InlineData("\"2\"", "\"2\"", false)]
    public void a_change_needs_both_to_hold(string? match, string? noneMatch, bool holds)
    {
        var condition = VersionCondition.Parse(match, noneMatch);
        condition.Holds("1").ShouldBe(holds);
        if (holds)
        {
            condition.Require("1");
        }
        else
        {
            Refused.With(Refusals.PreconditionFailed, () => condition.Require("1")).ShouldContain("W/\"1\"");
        }
    }

    [Fact]
    public void what_is_to_be_created_has_no_version()
    {
        VersionCondition.Parse(null, "*").RequireForCreation();
        VersionCondition.Parse(null, "\"1\"").RequireForCreation();
        Refused.With(Refusals.PreconditionFailed, () => VersionCondition.Parse("*", null).RequireForCreation());
    }

    [Fact]
    public void every_list_of_tags_finds_exactly_its_tags() => Gen.Select(Tag.Array[1, 5], Gen.Bool.Array[5], Tag).Sample((tags, weak, other) =>
    {
        var header = string.Join(", ", tags.Select((tag, i) => weak[i] ? $"W/\"{tag}\"" : $"\"{tag}\""));
        var read = EntityTags.Parse("If-Match", header);
        return tags.All(read.Match) && read.Match(other) == tags.Contains(other);
    });

    [Fact]
    public void any_text_is_read_or_refused() => Gen.String.Sample(text =>
    {
        try
        {
            _ = EntityTags.Parse("If-Match", text);
        }
        catch (ScimException refused)
        {
            return refused.Error.Refusal == Refusals.PreconditionSyntax;
        }

        return true;
    });
}
