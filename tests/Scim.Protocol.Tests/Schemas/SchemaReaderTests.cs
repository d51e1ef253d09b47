using System.Text.Json;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests.Schemas;

public class SchemaReaderTests
{
    [Fact]
    public void absent_characteristics_have_their_defaults()
    {
        var attribute = Read("""{"id":"urn:x:y","attributes":[{"name":"badge"}]}""").Attributes.ShouldHaveSingleItem();
        attribute.Type.ShouldBe(AttributeType.String);
        attribute.Mutability.ShouldBe(Mutability.ReadWrite);
        attribute.Returned.ShouldBe(Returned.Default);
        attribute.Uniqueness.ShouldBe(Uniqueness.None);
        (attribute.Required || attribute.CaseExact || attribute.MultiValued).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""{"attributes":[{"name":"a"}]}""")]
    [InlineData("""{"id":"not a urn","attributes":[{"name":"a"}]}""")]
    [InlineData("""{"id":"urn:x:]y","attributes":[{"name":"a"}]}""")]
    [InlineData("""{"id":"urn:x:y"}""")]
    [InlineData("""{"id":"urn:x:y","attributes":[]}""")]
    [InlineData("""{"id":"urn:x:y","attributes":["a"]}""")]
    [InlineData("""{"id":"urn:x:y","attributes":[{"name":"1a"}]}""")]
    [InlineData("""{"id":"urn:x:y","attributes":[{"name":"a.b"}]}""")]
    [InlineData("""{"id":"urn:x:y","attributes":[{"name":"a"},{"name":"A"}]}""")]
    [InlineData("""{"id":"urn:x:y","attributes":[{"name":"a","type":"text"}]}""")]
    [InlineData("""{"id":"urn:x:y","attributes":[{"name":"a","type":"1"}]}""")]
    [InlineData("""{"id":"urn:x:y","attributes":[{"name":"a","required":"true"}]}""")]
    [InlineData("""{"id":"urn:x:y","attributes":[{"name":"a","type":"complex"}]}""")]
    [InlineData("""{"id":"urn:x:y","attributes":[{"name":"a","canonicalValues":[1]}]}""")]
    public void what_is_not_a_schema_is_refused(string json) => Refused.With(Refusals.BadSchema, () => Read(json));

    private static Schema Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return SchemaReader.Read(document.RootElement);
    }
}
