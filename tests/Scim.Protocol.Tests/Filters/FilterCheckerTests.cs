using Scim.Protocol.Errors;
using Scim.Protocol.Filters;

namespace Scim.Protocol.Tests.Filters;

public sealed class FilterCheckerTests
{
    private const string Ent = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    [Theory]
    [InlineData("USERNAME", null, "userName", null)]
    [InlineData("urn:ietf:params:scim:schemas:CORE:2.0:user:Username", null, "userName", null)]
    [InlineData("Name.FamilyName", null, "name", "familyName")]
    [InlineData("id", null, "id", null)]
    [InlineData("externalId", null, "externalId", null)]
    [InlineData("schemas", null, "schemas", null)]
    [InlineData("meta.lastModified", null, "meta", "lastModified")]
    [InlineData(Ent + ":employeeNumber", Ent, "employeeNumber", null)]
    [InlineData("employeeNumber", Ent, "employeeNumber", null)]
    [InlineData(Ent + ":manager.displayName", Ent, "manager", "displayName")]
    [InlineData("manager.$ref", Ent, "manager", "$ref")]
    public void names_and_urns_are_found_without_regard_to_case(string reference, string? extension, string attribute, string? sub)
    {
        var target = Check(reference + " pr").ShouldBeOfType<CheckedFilter.Presence>().Target;
        target.Extension?.Id.ShouldBe(extension);
        (target.Extension is null).ShouldBe(extension is null);
        target.Attribute.Name.ShouldBe(attribute);
        target.SubAttribute?.Name.ShouldBe(sub);
        (target.SubAttribute is null).ShouldBe(sub is null);
    }

    [Theory]
    [InlineData("manager eq \"x\"", "manager")]
    [InlineData(Ent + ":manager eq \"x\"", "manager")]
    [InlineData("emails co \"x\"", "emails")]
    [InlineData("emails eq \"x\"", "emails")]
    public void a_complex_attribute_alone_compares_by_its_value(string filter, string attribute)
    {
        var target = Check(filter).ShouldBeOfType<CheckedFilter.Comparison>().Target;
        target.Attribute.Name.ShouldBe(attribute);
        target.SubAttribute!.Name.ShouldBe("value");
    }

    [Theory]
    [InlineData("emails pr")]
    [InlineData("emails ne null")]
    public void a_complex_attribute_alone_is_present_as_a_whole(string filter) =>
        Check(filter).ShouldBeOfType<CheckedFilter.Presence>().Target.SubAttribute.ShouldBeNull();

    [Fact]
    public void eq_null_is_absence() =>
        Check("title eq null").ShouldBeOfType<CheckedFilter.Not>().Operand.ShouldBeOfType<CheckedFilter.Presence>();

    [Theory]
    [InlineData("userNam eq \"x\"")]
    [InlineData("userName.value eq \"x\"")]
    [InlineData("name.middle pr")]
    [InlineData("emails.nothing pr")]
    [InlineData("meta.nothing pr")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:Group:userName pr")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:employeeNumber pr")]
    [InlineData(Ent + ":userName pr")]
    [InlineData(Ent + ":id pr")]
    [InlineData(Ent + " pr")]
    [InlineData("emails[nothing pr]")]
    [InlineData("emails[emails.type pr]")]
    [InlineData("emails[urn:x:type pr]")]
    [InlineData("emails[type.value pr]")]
    [InlineData("emails[userName pr]")]
    [InlineData("emails.tags[value pr]")]
    [InlineData("userName[value pr]")]
    [InlineData("nicks[type pr]")]
    [InlineData("nothing[type pr]")]
    [InlineData("name eq \"x\"")]
    [InlineData("meta ne \"x\"")]
    public void an_attribute_that_the_schema_lacks_is_refused_and_not_taken_as_absent(string filter) =>
        ShouldBeRefused(filter, Refusals.FilterAttribute);

    [Theory]
    [InlineData("password pr")]
    [InlineData("PassWord eq \"x\"")]
    [InlineData("password sw \"x\"")]
    [InlineData("password ne null")]
    [InlineData("not (password pr)")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:password pr")]
    [InlineData("userName pr or (title pr and password pr)")]
    [InlineData("emails.pin pr")]
    [InlineData("emails[pin sw \"1\"]")]
    [InlineData("emails[type pr].pin sw \"1\"")]
    public void U8_what_is_never_returned_cannot_be_probed_by_a_filter(string filter) => ShouldBeRefused(filter, Refusals.FilterAttribute);

    [Theory]
    [InlineData("active gt true")]
    [InlineData("active le false")]
    [InlineData("active co \"tru\"")]
    [InlineData("active eq \"yes\"")]
    [InlineData("active eq \" true\"")]
    [InlineData("active eq 1")]
    [InlineData("emails[primary gt false]")]
    [InlineData("key gt \"x\"")]
    [InlineData("key lt \"x\"")]
    [InlineData("key ge \"x\"")]
    [InlineData("key co \"x\"")]
    [InlineData("key eq 1")]
    [InlineData("userName eq 1")]
    [InlineData("userName eq true")]
    [InlineData("userName gt null")]
    [InlineData("userName sw null")]
    [InlineData("profileUrl eq false")]
    [InlineData("age eq \"1\"")]
    [InlineData("age sw 1")]
    [InlineData("score eq true")]
    [InlineData("score ew 1")]
    [InlineData("born eq 2011")]
    [InlineData("born eq \"yesterday\"")]
    [InlineData("born gt \"2011-05-13\"")]
    [InlineData("born sw \"2011-05-13T04:42:34Z\"")]
    [InlineData("meta.lastModified co \"2011\"")]
    [InlineData("emails.weight eq \"1\"")]
    public void an_operator_or_literal_that_does_not_fit_the_type_is_refused(string filter) => ShouldBeRefused(filter, Refusals.FilterOperator);

    [Fact]
    public void operands_are_converted_for_the_attribute()
    {
        OperandOf("userName eq \"ÀB\"").ShouldBe(new FilterOperand.FoldedText("àb"));
        OperandOf("code eq \"AB\"").ShouldBe(new FilterOperand.ExactText("AB"));
        OperandOf("id eq \"AB\"").ShouldBe(new FilterOperand.ExactText("AB"));
        OperandOf("profileUrl eq \"AB\"").ShouldBe(new FilterOperand.FoldedText("ab"));
        OperandOf("emails.$ref eq \"AB\"").ShouldBe(new FilterOperand.ExactText("AB"));
        OperandOf("key eq \"AB==\"").ShouldBe(new FilterOperand.ExactText("AB=="));
        OperandOf("age gt 1.5").ShouldBe(new FilterOperand.Number(1.5m));
        OperandOf("active eq \"FALSE\"").ShouldBe(new FilterOperand.Flag(false));
        OperandOf("active eq true").ShouldBe(new FilterOperand.Flag(true));
        OperandOf("born ge \"1970-01-01T01:00:00.5+01:00\"").ShouldBe(new FilterOperand.Instant(DateTime.UnixEpoch.Ticks + 5_000_000));
    }

    [Fact]
    public void a_value_path_resolves_its_names_in_the_attribute()
    {
        var path = Check("urn:ietf:params:scim:schemas:core:2.0:User:emails[TYPE eq \"Work\"]").ShouldBeOfType<CheckedFilter.ValuePath>();
        path.Target.SubAttribute.ShouldBeNull();
        var inner = path.Inner.ShouldBeOfType<CheckedFilter.Comparison>();
        inner.Target.Attribute.ShouldBe(TestTypes.Emails);
        inner.Target.SubAttribute!.Name.ShouldBe("type");
        inner.Literal.ShouldBe(FilterLiteral.Of("Work"));
    }

    private static FilterOperand OperandOf(string filter) => Check(filter).ShouldBeOfType<CheckedFilter.Comparison>().Operand;

    private static CheckedFilter Check(string filter) => FilterChecker.Check(FilterParser.Parse(filter), TestTypes.User);

    private static void ShouldBeRefused(string filter, Refusal refusal) =>
        Should.Throw<ScimException>(() => Check(filter)).Error.Refusal.ShouldBe(refusal);
}
