using System.Diagnostics;
using CsCheck;
using Scim.Protocol.Errors;
using Scim.Protocol.Paths;
using Scim.Protocol.Tests.Filters;

namespace Scim.Protocol.Tests.Paths;

public sealed class PathParserTests
{
    private const string Core = "urn:ietf:params:scim:schemas:core:2.0:User";
    private const string Ent = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    [Theory]
    [InlineData("userName", null, "userName", null)]
    [InlineData(" Name.familyname ", null, "name", "familyName")]
    [InlineData(Core + ":name.givenName", null, "name", "givenName")]
    [InlineData(Ent + ":manager", Ent, "manager", null)]
    [InlineData("URN:ietf:params:scim:schemas:extension:enterprise:2.0:USER:Manager.$REF", Ent, "manager", "$ref")]
    [InlineData("manager.value", Ent, "manager", "value")]
    [InlineData("externalId", null, "externalId", null)]
    [InlineData("meta.version", null, "meta", "version")]
    public void a_plain_path_names_an_attribute(string path, string? extension, string attribute, string? sub)
    {
        var resolved = PathParser.Parse(path, TestTypes.User);
        resolved.IsWholeSchema.ShouldBeFalse();
        resolved.ValueFilter.ShouldBeNull();
        ShouldBe(resolved.Target!, extension, attribute, sub);
    }

    [Theory]
    [InlineData("emails[type eq \"work\"]", null)]
    [InlineData("emails[type eq \"work\" and not (primary eq true)].Value", "value")]
    [InlineData(Core + ":emails[ type eq \"a]b\" ].$ref", "$ref")]
    [InlineData("emails[(type eq \"work\")].display ", "display")]
    public void a_value_path_selects_elements(string path, string? sub)
    {
        var resolved = PathParser.Parse(path, TestTypes.User);
        ShouldBe(resolved.Target!, null, "emails", sub);
        resolved.ValueFilter.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(Ent)]
    [InlineData("URN:IETF:params:scim:schemas:extension:enterprise:2.0:user")]
    [InlineData(" " + Ent + " ")]
    public void an_extension_urn_alone_is_the_whole_extension_and_no_attribute_of_that_name(string path)
    {
        var resolved = PathParser.Parse(path, TestTypes.User);
        resolved.WholeSchema.ShouldBe(TestTypes.Enterprise);
        resolved.Target.ShouldBeNull();
        resolved.ToString().ShouldBe(Ent);
    }

    [Fact]
    public void the_base_schema_urn_alone_is_the_whole_base_schema() =>
        PathParser.Parse(Core, TestTypes.User).WholeSchema.ShouldBe(TestTypes.User.Schema);

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a b")]
    [InlineData("/userName")]
    [InlineData("userName.")]
    [InlineData(".userName")]
    [InlineData("name.a.b")]
    [InlineData("emails[type eq \"work\"]value")]
    [InlineData("emails[type eq \"work\"].")]
    [InlineData("emails[type eq \"work\"].a.b")]
    [InlineData("emails[type eq \"work\"].value eq \"x\"")]
    [InlineData("emails[type eq \"work\"][type eq \"home\"]")]
    [InlineData("emails[type eq \"work\"]]")]
    [InlineData("emails]")]
    [InlineData("[type eq \"work\"]")]
    [InlineData("emails [type eq \"work\"]")]
    [InlineData("(userName)")]
    [InlineData("\"userName\"")]
    [InlineData("__proto__")]
    [InlineData("urn:x:")]
    [InlineData("userName\0")]
    public void bad_syntax_is_400_invalidPath(string path) => ShouldBeRefused(path, Refusals.PathSyntax);

    [Theory]
    [InlineData("emails[]")]
    [InlineData("emails[")]
    [InlineData("emails[type eq \"work\"")]
    [InlineData("emails[type eq work]")]
    [InlineData("emails[type]")]
    [InlineData("emails[0]")]
    [InlineData("emails[tags[value eq \"x\"]]")]
    public void bad_syntax_in_the_brackets_is_400_invalidFilter(string path) => ShouldBeRefused(path, Refusals.FilterSyntax);

    [Theory]
    [InlineData("nothing")]
    [InlineData("constructor")]
    [InlineData("userName.value")]
    [InlineData("name.nothing")]
    [InlineData("emails[type eq \"work\"].nothing")]
    [InlineData("userName[value eq \"x\"]")]
    [InlineData("name[familyName eq \"x\"]")]
    [InlineData("emails.tags[value eq \"x\"]")]
    [InlineData(Ent + ":nothing")]
    [InlineData(Ent + ":userName")]
    [InlineData("urn:other:2.0:User")]
    [InlineData("urn:other:2.0:User:userName")]
    public void an_attribute_that_the_schema_lacks_is_400_invalidPath(string path) => ShouldBeRefused(path, Refusals.PathAttribute);

    [Fact]
    public void the_brackets_are_checked_like_a_filter()
    {
        ShouldBeRefused("emails[nothing eq \"work\"]", Refusals.FilterAttribute);
        ShouldBeRefused("emails[pin sw \"1\"]", Refusals.FilterAttribute);
        ShouldBeRefused("emails[primary gt true]", Refusals.FilterOperator);
        ShouldBeRefused("emails[" + new string('(', 20) + "type pr" + new string(')', 20) + "]", Refusals.FilterLimit);
        ShouldBeRefused("emails[" + string.Join(" or ", Enumerable.Repeat("a pr", 51)) + "]", Refusals.FilterLimit);
    }

    [Fact]
    public void a_path_of_512_characters_parses_and_one_more_is_refused()
    {
        var path = "emails[type eq \"" + new string('x', 512 - 18) + "\"]";
        path.Length.ShouldBe(512);
        PathParser.Parse(path).ToString().ShouldBe(path);
        ShouldBeRefused(path + " ", Refusals.PathLimit);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("a[")]
    [InlineData("a[not (")]
    [InlineData("urn:")]
    [InlineData("a.")]
    [InlineData("[")]
    public void a_hundred_thousand_of_anything_is_refused_at_once(string piece)
    {
        var watch = Stopwatch.StartNew();
        ShouldBeRefused(string.Concat(Enumerable.Repeat(piece, 100_000)), Refusals.PathLimit);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void a_printed_path_parses_back_to_the_same_path() =>
        Gen.Select(FilterGens.Reference, FilterGens.Inner, Gen.OneOf("value", "$ref", ""), Gen.Bool).Sample(
            (reference, inner, sub, filtered) =>
            {
                var path = filtered ? new AttributePath(reference, inner, sub.Length == 0 ? null : sub) : new AttributePath(reference, null, null);
                var text = path.ToString();
                if (text.Length <= PathParser.MaxLength)
                {
                    PathParser.Parse(text).ShouldBe(path);
                }
            },
            iter: 5000);

    [Fact]
    public void no_text_at_all_makes_the_parser_fail_in_another_way() =>
        Gen.OneOf(Gen.String, FilterGens.TokenSoup, FilterGens.TokenSoup.Select(s => $"emails[{s}]")).Sample(
            text =>
            {
                try
                {
                    PathParser.Parse(text, TestTypes.User).ShouldNotBeNull();
                }
                catch (ScimException e)
                {
                    e.Error.Refusal.Status.ShouldBe(400);
                }
            },
            iter: 20_000);

    private static void ShouldBe(AttributeTarget target, string? extension, string attribute, string? sub)
    {
        (target.Extension?.Id).ShouldBe(extension);
        target.Attribute.Name.ShouldBe(attribute);
        (target.SubAttribute?.Name).ShouldBe(sub);
    }

    private static void ShouldBeRefused(string path, Refusal refusal) =>
        Should.Throw<ScimException>(() => PathParser.Parse(path, TestTypes.User)).Error.Refusal.ShouldBe(refusal, path);
}
