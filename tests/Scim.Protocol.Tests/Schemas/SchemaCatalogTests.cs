using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests.Schemas;

public class SchemaCatalogTests
{
    private static readonly SchemaCatalog Catalog = SchemaCatalog.Core;

    [Fact]
    public void user_comes_first_and_has_the_enterprise_extension_not_required()
    {
        Catalog.ResourceTypes.Select(t => t.Id).ShouldBe(["User", "Group"]);
        var extension = Catalog.User.Extensions.ShouldHaveSingleItem();
        extension.Schema.Id.ShouldBe(SchemaUrns.EnterpriseUser);
        extension.Required.ShouldBeFalse();
        Catalog.Group.Extensions.ShouldBeEmpty();
    }

    [Fact]
    public void schemas_are_found_whatever_the_letter_case() =>
        Catalog.TryGetSchema(SchemaUrns.User.ToUpperInvariant(), out _).ShouldBeTrue();

    [Theory]
    [InlineData(SchemaUrns.User, "userName", AttributeType.String, true, Mutability.ReadWrite, Returned.Default, Uniqueness.Server, false)]
    [InlineData(SchemaUrns.User, "password", AttributeType.String, false, Mutability.WriteOnly, Returned.Never, Uniqueness.None, true)]
    [InlineData(SchemaUrns.User, "groups", AttributeType.Complex, false, Mutability.ReadOnly, Returned.Default, Uniqueness.None, false)]
    [InlineData(SchemaUrns.User, "profileUrl", AttributeType.Reference, false, Mutability.ReadWrite, Returned.Default, Uniqueness.None, true)]
    [InlineData(SchemaUrns.Group, "displayName", AttributeType.String, true, Mutability.ReadWrite, Returned.Default, Uniqueness.None, false)]
    public void characteristics_are_those_of_rfc_7643(
        string urn, string name, AttributeType type, bool required, Mutability mutability, Returned returned, Uniqueness uniqueness, bool caseExact)
    {
        Catalog.TryGetSchema(urn, out var schema).ShouldBeTrue();
        schema.TryGetAttribute(name, out var attribute).ShouldBeTrue();
        attribute.Type.ShouldBe(type);
        attribute.Required.ShouldBe(required);
        attribute.Mutability.ShouldBe(mutability);
        attribute.Returned.ShouldBe(returned);
        attribute.Uniqueness.ShouldBe(uniqueness);
        attribute.CaseExact.ShouldBe(caseExact);
    }

    [Theory]
    [InlineData("emails", "value,display,type,primary")]
    [InlineData("photos", "value,display,type,primary")]
    [InlineData("addresses", "formatted,streetAddress,locality,region,postalCode,country,type,primary")]
    [InlineData("name", "formatted,familyName,givenName,middleName,honorificPrefix,honorificSuffix")]
    [InlineData("groups", "value,$ref,display,type")]
    public void sub_attributes_are_complete(string name, string subAttributes)
    {
        Catalog.User.TryGetAttribute(name, out var attribute).ShouldBeTrue();
        attribute.SubAttributes.Select(s => s.Name).ShouldBe(subAttributes.Split(','));
    }

    [Fact]
    public void members_are_values_that_do_not_change_and_names_that_the_server_gives()
    {
        Catalog.Group.TryGetAttribute("members", out var members).ShouldBeTrue();
        members.SubAttributes.Select(s => (s.Name, s.Mutability)).ShouldBe(
        [
            ("value", Mutability.Immutable), ("$ref", Mutability.ReadOnly), ("type", Mutability.Immutable), ("display", Mutability.ReadOnly),
        ]);
    }

    [Theory]
    [InlineData("photos", 65_536)]
    [InlineData("x509Certificates", 65_536)]
    [InlineData("emails", 4_096)]
    public void photos_and_certificates_may_be_long(string name, int most)
    {
        Catalog.User.TryGetAttribute(name, out var attribute).ShouldBeTrue();
        attribute.TryGetSubAttribute("value", out var value).ShouldBeTrue();
        value.MaxLength.ShouldBe(most);
    }

    [Fact]
    public void resource_schemas_nest_one_level_only()
    {
        foreach (var schema in new[] { Catalog.User.Schema, Catalog.Group.Schema, Catalog.User.Extensions[0].Schema })
        {
            schema.Attributes.SelectMany(a => a.SubAttributes).ShouldAllBe(s => s.Type != AttributeType.Complex);
            schema.Attributes.ShouldAllBe(a => (a.Type == AttributeType.Complex) == (a.SubAttributes.Length > 0));
        }
    }
}
