using System.Text;
using System.Text.Json;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests.Resources;

public class CustomSchemaTests
{
    private const string Urn = "urn:example:badge:1.0:User";

    private static readonly Schema Badge = Read($$"""
        {"id":"{{Urn}}","attributes":[
          {"name":"number","type":"integer","mutability":"immutable"},
          {"name":"weight","type":"decimal"},
          {"name":"issued","type":"dateTime"},
          {"name":"tags","multiValued":true},
          {"name":"holder","type":"complex","subAttributes":[{"name":"name","required":true},{"name":"serial","mutability":"immutable"}]}]}
        """);

    private static readonly ResourceType Optional = new("User", "/Users", "", SchemaCatalog.Core.User.Schema, [new SchemaExtension(Badge, false)]);
    private static readonly ResourceType Required = new("User", "/Users", "", SchemaCatalog.Core.User.Schema, [new SchemaExtension(Badge, true)]);

    [Fact]
    public void a_required_extension_must_be_there()
    {
        Refused.With(Refusals.MissingValue, () => Binding.Create("""{"userName":"x"}""", Required)).ShouldContain(Urn);
        Binding.Create(Body("\"number\":1"), Required).TryGet(Urn, out _).ShouldBeTrue();
    }

    [Fact]
    public void a_required_sub_attribute_must_be_there() =>
        Refused.With(Refusals.MissingValue, () => Binding.Create(Body("\"holder\":{\"serial\":\"1\"}"), Optional)).ShouldContain("holder.name");

    [Theory]
    [InlineData("\"number\":1.0")]
    [InlineData("\"number\":1e3")]
    [InlineData("\"number\":\"1\"")]
    [InlineData("\"weight\":\"1\"")]
    [InlineData("\"tags\":[1]")]
    public void numbers_and_texts_are_not_mixed(string member) => Refused.With(Refusals.WrongType, () => Binding.Create(Body(member), Optional));

    [Theory]
    [InlineData("\"number\":9223372036854775808")]
    [InlineData("\"weight\":1e400")]
    [InlineData("\"weight\":0.00000000000000000000000000000000000000000000000000000000000000001")]
    public void numbers_out_of_range_are_refused(string member) => Refused.With(Refusals.BadValue, () => Binding.Create(Body(member), Optional));

    [Fact]
    public void a_number_of_a_million_digits_is_refused() =>
        Refused.With(Refusals.BadValue, () => Binding.Create(Body("\"number\":" + new string('9', 1_000_000)), Optional));

    [Theory]
    [InlineData("\"number\":9223372036854775807")]
    [InlineData("\"number\":-0")]
    [InlineData("\"weight\":1.50")]
    [InlineData("\"weight\":1E+2")]
    [InlineData("\"issued\":\"2026-01-31T23:59:59.1234567+05:30\"")]
    [InlineData("\"tags\":[\"b\",\"A\",\"a\"]")]
    public void values_come_back_as_they_were_sent(string member)
    {
        var stored = ResourceJson.Write(Optional, Binding.Create(Body(member), Optional));
        Encoding.UTF8.GetString(stored).ShouldContain(member);
        Encoding.UTF8.GetString(ResourceJson.Write(Optional, ResourceJson.Read(Optional, stored))).ShouldContain(member);
    }

    [Theory]
    [InlineData("2026-01-31T12:00:00Z", true)]
    [InlineData("2026-01-31T12:00:00", true)]
    [InlineData("2024-02-29T00:00:00.1-14:00", true)]
    [InlineData("2026-02-29T00:00:00Z", false)]
    [InlineData("2026-01-31", false)]
    [InlineData("2026-01-31 12:00:00Z", false)]
    [InlineData("2026-13-01T00:00:00Z", false)]
    [InlineData("2026-01-31T24:00:00Z", false)]
    [InlineData("2026-01-31T12:00:00.Z", false)]
    [InlineData("2026-01-31T12:00:00+14:01", false)]
    [InlineData("2026-01-31T12:00:00+1:00", false)]
    [InlineData("0000-01-01T00:00:00Z", false)]
    [InlineData("yesterday", false)]
    public void date_times_are_xsd_date_times(string text, bool valid)
    {
        var body = Body($"\"issued\":\"{text}\"");
        if (valid)
        {
            Binding.Create(body, Optional).TryGet(Urn, out _).ShouldBeTrue();
        }
        else
        {
            Refused.With(Refusals.BadValue, () => Binding.Create(body, Optional));
        }
    }

    [Fact]
    public void an_immutable_value_is_carried_over_and_cannot_be_changed()
    {
        var current = Binding.Create(Body("\"number\":1,\"holder\":{\"name\":\"n\",\"serial\":\"s\"}"), Optional);
        Binding.Replace("""{"userName":"x"}""", current, Optional).ShouldBe(Binding.Create(Body("\"number\":1"), Optional));
        Binding.Replace(Body("\"number\":1,\"holder\":{\"name\":\"m\"}"), current, Optional)
            .ShouldBe(Binding.Create(Body("\"number\":1,\"holder\":{\"name\":\"m\",\"serial\":\"s\"}"), Optional));
        Refused.With(Refusals.ImmutableAttribute, () => Binding.Replace(Body("\"number\":2"), current, Optional));
        Refused.With(Refusals.ImmutableAttribute, () => Binding.Replace(Body("\"holder\":{\"name\":\"n\",\"serial\":\"t\"}"), current, Optional));
    }

    [Fact]
    public void an_immutable_value_may_be_set_once() =>
        Binding.Replace(Body("\"number\":5"), Binding.Create("""{"userName":"x"}""", Optional), Optional).ShouldBe(Binding.Create(Body("\"number\":5"), Optional));

    private static string Body(string members) => "{\"userName\":\"x\",\"" + Urn + "\":{" + members + "}}";

    private static Schema Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return SchemaReader.Read(document.RootElement);
    }
}
