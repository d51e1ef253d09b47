using CsCheck;
using Scim.Protocol.Comparisons;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;
using Scim.Protocol.Sorting;
using Scim.Protocol.Tests.Filters;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Sorting;

/// <summary>RFC 7644 §3.4.2.3, on a type that has an attribute of every type.</summary>
public sealed class ResourceSortTests
{
    [Theory]
    [InlineData("title", """["B","a","c"]""", """["a","B","c"]""")]
    [InlineData("code", """["b","A","a"]""", """["A","a","b"]""")]
    [InlineData("age", "[10,9,-1]", "[-1,9,10]")]
    [InlineData("score", "[0.5,-2.25,0.25]", "[-2.25,0.25,0.5]")]
    [InlineData("active", "[true,false]", "[false,true]")]
    [InlineData("born", """["2020-01-01T00:00:00Z","2020-01-01T00:30:00+01:00"]""", """["2020-01-01T00:30:00+01:00","2020-01-01T00:00:00Z"]""")]
    [InlineData("title", """["\uffff","\ud83d\ude00"]""", """["\uffff","\ud83d\ude00"]""")]
    [InlineData("title", """["İ","i","ß"]""", """["i","ß","İ"]""")]
    public void values_are_compared_by_their_type(string attribute, string values, string expected)
    {
        var sort = ResourceSort.Parse(attribute, false, TestTypes.User);
        Values(sort, values).ShouldBe(Json(expected));
        Values(sort with { Descending = true }, values).ShouldBe(Json(expected).Reverse());

        string[] Values(ResourceSort by, string json) =>
            [.. Json(json).Select(value => new ScimObject([new(sort.Target!.Attribute.Name, Value(value))]))
                .Order(Comparer<ScimObject>.Create((l, r) => ResourceOrder.Compare(by, l, r)))
                .Select(resource => Text(resource[sort.Target!.Attribute.Name]!))];
    }

    [Fact]
    public void what_has_no_value_comes_last_and_in_a_descending_list_first()
    {
        var sort = ResourceSort.Parse("title", false, TestTypes.User);
        ScimObject[] resources = [new([]), new([new("title", new ScimString("b"))])];
        resources.Order(Comparer<ScimObject>.Create((l, r) => ResourceOrder.Compare(sort, l, r))).ShouldBe(resources.Reverse());
        resources.Order(Comparer<ScimObject>.Create((l, r) => ResourceOrder.Compare(sort with { Descending = true }, l, r))).ShouldBe(resources);
    }

    [Fact]
    public void of_several_values_the_primary_one_counts_and_else_the_first()
    {
        var sort = ResourceSort.Parse("emails", false, TestTypes.User);
        Key(Email("c", null), Email("a", true)).ShouldBe("a");
        Key(Email("c", false), Email("a", false)).ShouldBe("c");
        Key(Email("c", null), new ScimObject([new("primary", ScimBoolean.True)])).ShouldBeNull();
        Key().ShouldBeNull();

        string? Key(params ScimValue[] emails) => ResourceOrder.KeyOf(sort, new ScimObject([new("emails", new ScimArray([.. emails]))]))?.Text;
        static ScimObject Email(string value, bool? primary) => new(primary is { } flag
            ? [new("value", new ScimString(value)), new("primary", ScimBoolean.Of(flag))]
            : [new("value", new ScimString(value))]);
    }

    [Theory]
    [InlineData("USERNAME", "userName", null)]
    [InlineData(" name.familyName ", "name", "familyName")]
    [InlineData("emails", "emails", "value")]
    [InlineData("manager", "manager", "value")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:user:employeeNumber", "employeeNumber", null)]
    [InlineData("meta.location", "id", null)]
    [InlineData("nicks", "nicks", null)]
    public void an_attribute_is_found_as_in_a_filter(string sortBy, string attribute, string? sub)
    {
        var target = ResourceSort.Parse(sortBy, false, TestTypes.User).Target.ShouldNotBeNull();
        target.Attribute.Name.ShouldBe(attribute);
        target.SubAttribute?.Name.ShouldBe(sub);
    }

    [Theory]
    [InlineData("gadget")]
    [InlineData("name")]
    [InlineData("password")]
    [InlineData("emails.pin")]
    [InlineData("emails.tags")]
    [InlineData("emails[type eq \"work\"]")]
    [InlineData("userName pr")]
    [InlineData("a.b.c")]
    [InlineData("\0")]
    [InlineData("\ud800")]
    [InlineData("urn:x:")]
    public void what_cannot_be_sorted_by_is_refused(string sortBy) =>
        Should.Throw<ScimException>(() => ResourceSort.Parse(sortBy, false, TestTypes.User)).Error.Refusal.ShouldBe(Refusals.SortAttribute);

    [Fact]
    public void of_several_types_one_has_to_have_the_attribute()
    {
        var sorts = ResourceSort.Parse("userName", true, SchemaCatalog.Core.User, SchemaCatalog.Core.Group);
        sorts[0].Target.ShouldNotBeNull();
        sorts[1].ShouldBe(new ResourceSort(null, true));
        Should.Throw<ScimException>(() => ResourceSort.Parse("gadget", true, SchemaCatalog.Core.User, SchemaCatalog.Core.Group));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(" ", false)]
    [InlineData("ASCENDING", false)]
    [InlineData("descending", true)]
    public void an_order_is_ascending_unless_said(string? sortOrder, bool descending) => ResourceSort.IsDescending(sortOrder).ShouldBe(descending);

    [Fact]
    public void another_order_is_refused() => Should.Throw<ScimException>(() => ResourceSort.IsDescending("up")).Error.Refusal.ShouldBe(Refusals.SortOrder);

    [Fact]
    public void a_number_as_text_is_in_the_order_of_numbers_and_comes_back() => Gen.Select(Gen.Decimal, Gen.OneOf(Gen.Decimal, Gen.Int[-20, 20].Select(i => i / 8m))).Sample((left, right) =>
    {
        NumberText.Decode(NumberText.Encode(left)).ShouldBe(left);
        Math.Sign(string.CompareOrdinal(NumberText.Encode(left), NumberText.Encode(right))).ShouldBe(left.CompareTo(right));
    });

    private static string[] Json(string values) => [.. System.Text.Json.JsonDocument.Parse(values).RootElement.EnumerateArray().Select(v => v.ToString())];

    private static ScimValue Value(string text) => text is "True" or "False" ? ScimBoolean.Of(text == "True")
        : decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? new ScimNumber(number, text)
        : new ScimString(text);

    private static string Text(ScimValue value) => value is ScimBoolean flag ? flag.Value.ToString() : value.ToString()!;
}
