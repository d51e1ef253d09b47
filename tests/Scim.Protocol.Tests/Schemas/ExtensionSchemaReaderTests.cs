using System.Text;
using Scim.Protocol.Discovery;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests.Schemas;

public class ExtensionSchemaReaderTests
{
    [Fact]
    public void every_type_and_characteristic_is_taken_as_it_is_sent()
    {
        var schema = Extensions.With(
            """
            {"name":"costCenter","type":"string","caseExact":true,"canonicalValues":["A","a"],"description":"Who pays","returned":"always"},
            {"name":"badge","type":"integer","mutability":"immutable"},
            {"name":"ratio","type":"decimal","returned":"request"},
            {"name":"since","type":"dateTime","mutability":"readOnly"},
            {"name":"key","type":"binary","returned":"never"},
            {"name":"page","type":"reference","referenceTypes":["external"]},
            {"name":"boss","type":"complex","subAttributes":[{"name":"value","required":true},{"name":"$ref","type":"reference","referenceTypes":["User"]}]},
            {"name":"desks","type":"complex","multiValued":true,"subAttributes":[{"name":"floor","type":"integer"},{"name":"primary","type":"boolean"}]}
            """);

        schema.Attributes.Select(a => a.Type).ShouldBe(
        [
            AttributeType.String, AttributeType.Integer, AttributeType.Decimal, AttributeType.DateTime, AttributeType.Binary, AttributeType.Reference,
            AttributeType.Complex, AttributeType.Complex,
        ]);
        schema.Attributes[0].CanonicalValues.ShouldBe(["A", "a"]);
        schema.Attributes[6].SubAttributes.Select(s => s.Name).ShouldBe(["value", "$ref"]);
        SchemaDocument.Write(SchemaDocument.Read(SchemaDocument.Write(schema))).ShouldBe(SchemaDocument.Write(schema), "the document is read back as it was written");
    }

    [Fact]
    public void a_schema_can_be_sent_as_Schemas_shows_it()
    {
        var shown = new DiscoveryDocuments(SchemaCatalog.Core, new ServiceProviderFeatures()).Schema(SchemaUrns.EnterpriseUser, "https://example.com")!;
        Extensions.Read(Encoding.UTF8.GetString(shown)).Attributes.Length.ShouldBe(6);
    }

    [Theory]
    [InlineData("urn")]
    [InlineData("urn:x:y")]
    [InlineData("urn:example")]
    [InlineData("urn:example:")]
    [InlineData("urn:example:a:")]
    [InlineData("urn:example::a")]
    [InlineData("urn:-example:a")]
    [InlineData("urn:example:a b")]
    [InlineData("urn:example:a/b")]
    [InlineData("urn:example:a'b")]
    [InlineData("urn:example:a(b)")]
    [InlineData("https://example.com/schema")]
    [InlineData("urn:ietf:params:scim:api:messages:2.0:Mine")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:Mine")]
    [InlineData("urn:scim:schemas:extension:mine:1.0")]
    public void a_urn_has_to_be_one_and_not_SCIMs_own(string urn) =>
        Refused.With(Refusals.BadSchema, () => Extensions.Read($$"""{"id":"{{urn}}","name":"x","attributes":[{"name":"a"}]}"""));

    [Fact]
    public void a_urn_has_a_bound()
    {
        Extensions.Read(Long(256)).Id.Length.ShouldBe(256);
        Refused.With(Refusals.BadSchema, () => Extensions.Read(Long(257)));

        static string Long(int length) => $$"""{"id":"{{"urn:example:".PadRight(length, 'a')}}","name":"x","attributes":[{"name":"a"}]}""";
    }

    [Theory]
    [InlineData("""{"name":"id"}""", "every resource")]
    [InlineData("""{"name":"Meta"}""", "every resource")]
    [InlineData("""{"name":"externalID"}""", "every resource")]
    [InlineData("""{"name":"schemas"}""", "every resource")]
    [InlineData("""{"name":"$ref"}""", "'$'")]
    [InlineData("""{"name":"1a"}""", "§2.1")]
    [InlineData("""{"name":"a b"}""", "§2.1")]
    [InlineData("""{"name":"a.b"}""", "§2.1")]
    [InlineData("""{"name":"a","type":"text"}""", "type")]
    [InlineData("""{"name":"a","type":"String"}""", "type")]
    [InlineData("""{"name":"a","mutability":"readwrite"}""", "mutability")]
    [InlineData("""{"name":"a","mutability":"readWrite,readOnly"}""", "mutability")]
    [InlineData("""{"name":"a","mutability":"writeOnly"}""", "writeOnly")]
    [InlineData("""{"name":"a","returned":"sometimes"}""", "returned")]
    [InlineData("""{"name":"a","uniqueness":"server"}""", "unique")]
    [InlineData("""{"name":"a","uniqueness":"global"}""", "unique")]
    [InlineData("""{"name":"a","mutabilty":"readOnly"}""", "mutabilty")]
    [InlineData("""{"name":"a","required":true,"mutability":"readOnly"}""", "readOnly")]
    [InlineData("""{"name":"a","type":"integer","canonicalValues":["1"]}""", "canonicalValues")]
    [InlineData("""{"name":"a","canonicalValues":["x","X"]}""", "canonicalValues")]
    [InlineData("""{"name":"a","canonicalValues":[" "]}""", "canonicalValues")]
    [InlineData("""{"name":"a","canonicalValues":[1]}""", "canonicalValues")]
    [InlineData("""{"name":"a","type":"reference"}""", "referenceTypes")]
    [InlineData("""{"name":"a","referenceTypes":["User"]}""", "referenceTypes")]
    [InlineData("""{"name":"a","type":"reference","referenceTypes":["Device"]}""", "referenceTypes")]
    [InlineData("""{"name":"a","type":"complex"}""", "subAttributes")]
    [InlineData("""{"name":"a","type":"complex","subAttributes":[]}""", "subAttributes")]
    [InlineData("""{"name":"a","subAttributes":[{"name":"b"}]}""", "not complex")]
    [InlineData("""{"name":"a","type":"complex","subAttributes":[{"name":"b","type":"complex","subAttributes":[{"name":"c"}]}]}""", "§2.3.8")]
    [InlineData("""{"name":"a","type":"complex","multiValued":true,"subAttributes":[{"name":"primary"}]}""", "primary")]
    [InlineData("""{"name":"a"},{"name":"A"}""", "two attributes")]
    [InlineData("""{"name":"a","name":"b"}""", "twice")]
    [InlineData("""{"name":"a","multiValued":"yes"}""", "multiValued")]
    [InlineData("""{"name":"a","description":"x\u0000"}""", "description")]
    public void what_the_service_could_not_keep_is_refused_with_the_reason(string attributes, string reason) =>
        Refused.With(Refusals.BadSchema, () => Extensions.With(attributes)).ShouldContain(reason);

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void attributes_have_a_bound(int count, bool taken) => Holds(taken, string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"name":"a{{i}}"}""")));

    [Theory]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void sub_attributes_have_a_bound(int count, bool taken) =>
        Holds(taken, $$"""{"name":"a","type":"complex","subAttributes":[{{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"name":"s{{i}}"}"""))}}]}""");

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void names_have_a_bound(int length, bool taken) => Holds(taken, $$"""{"name":"{{new string('a', length)}}"}""");

    [Theory]
    [InlineData(SchemaUrns.EnterpriseUser)]
    [InlineData("URN:IETF:params:scim:schemas:extension:enterprise:2.0:user")]
    [InlineData(SchemaUrns.EnterpriseUser + ":more")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0")]
    public void a_urn_is_its_own_and_no_path_can_be_read_in_two_ways(string urn) => Refused.With(
        Refusals.SchemaTaken,
        () => ExtensionSchemaReader.CheckAgainst(SchemaCatalog.Core, new Schema(urn, "x", "", [new AttributeDefinition { Name = "a", Type = AttributeType.String }])));

    [Fact]
    public void an_environments_schemas_are_the_core_and_its_own()
    {
        var schema = Extensions.With("""{"name":"badge","returned":"never"}""");
        var catalog = SchemaCatalog.Core.With(7, [new AddedExtension("User", new SchemaExtension(schema, true))]);

        catalog.Version.ShouldBe(7);
        catalog.User.Extensions.Select(e => e.Schema.Id).ShouldBe([SchemaUrns.EnterpriseUser, Extensions.Urn]);
        catalog.User.HasHiddenAttributes.ShouldBeTrue();
        catalog.Group.ShouldBeSameAs(SchemaCatalog.Core.Group);
        catalog.TryGetSchema(Extensions.Urn.ToUpperInvariant(), out _).ShouldBeTrue();
        SchemaCatalog.Core.TryGetSchema(Extensions.Urn, out _).ShouldBeFalse();
        SchemaCatalog.Core.With(8, []).User.ShouldBeSameAs(SchemaCatalog.Core.User);
    }

    private static void Holds(bool taken, string attributes)
    {
        if (taken)
        {
            Extensions.With(attributes).Attributes.ShouldNotBeEmpty();
        }
        else
        {
            Refused.With(Refusals.BadSchema, () => Extensions.With(attributes));
        }
    }
}
