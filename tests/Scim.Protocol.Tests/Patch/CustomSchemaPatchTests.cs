using System.Text.Json;
using Scim.Protocol.Errors;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;
using Scim.Protocol.Tests.Resources;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Patch;

/// <summary>Characteristics that the User schema does not use: immutable, plain lists, required extensions and sub-attributes.</summary>
public class CustomSchemaPatchTests
{
    private const string Urn = "urn:example:badge:1.0:User";

    private static readonly Schema Badge = Read($$"""
        {"id":"{{Urn}}","attributes":[
          {"name":"number","type":"integer","mutability":"immutable"},
          {"name":"office","type":"string","mutability":"readOnly"},
          {"name":"tags","multiValued":true},
          {"name":"codes","multiValued":true,"caseExact":true},
          {"name":"holder","type":"complex","subAttributes":[{"name":"name","required":true},{"name":"serial","mutability":"immutable"}]},
          {"name":"keys","type":"complex","multiValued":true,"subAttributes":[{"name":"value","mutability":"immutable"},{"name":"type"},{"name":"note"}]}]}
        """);

    private static readonly ResourceType Optional = new("User", "/Users", "", SchemaCatalog.Core.User.Schema, [new SchemaExtension(Badge, false)]);
    private static readonly ResourceType Required = new("User", "/Users", "", SchemaCatalog.Core.User.Schema, [new SchemaExtension(Badge, true)]);

    [Theory]
    [InlineData("number", "7", "8")]
    [InlineData("holder.serial", "\"s1\"", "\"s2\"")]
    public void an_immutable_attribute_is_set_once(string attribute, string first, string second)
    {
        var set = Apply(Body("\"holder\":{\"name\":\"A\"}"), Write("add", attribute, first)).Resource;
        Apply(set, Write("add", attribute, first)).Changed.ShouldBeFalse();
        Apply(set, Write("replace", attribute, first)).Changed.ShouldBeFalse();
        Refused.With(Refusals.ImmutableAttribute, () => Apply(set, Write("replace", attribute, second))).ShouldContain(attribute);
        Refused.With(Refusals.ImmutableAttribute, () => Apply(set, $$"""[{"op":"remove","path":"{{Urn}}:{{attribute}}"}]""")).ShouldContain(attribute);
        Refused.With(Refusals.ImmutableAttribute, () => Apply(set, $$"""[{"op":"remove","path":"{{Urn}}:{{attribute}}"},{{Write("add", attribute, second)[1..]}}""")).ShouldContain(attribute);
    }

    [Fact]
    public void an_extension_with_an_immutable_value_cannot_be_removed() => Refused.With(
        Refusals.ImmutableAttribute, () => Apply(Body("\"number\":7"), $$"""[{"op":"remove","path":"{{Urn}}"}]""")).ShouldContain("number");

    [Fact]
    public void an_element_with_an_immutable_part_can_go_but_not_change()
    {
        var user = Body("\"keys\":[{\"value\":\"k1\",\"type\":\"a\"},{\"value\":\"k2\"}]");
        Refused.With(Refusals.ImmutableAttribute, () => Apply(user, Write("replace", "keys[type eq \\\"a\\\"].value", "\"k3\""))).ShouldContain("keys.value");
        Refused.With(Refusals.ImmutableAttribute, () => Apply(user, $$"""[{"op":"remove","path":"{{Urn}}:keys[type eq \"a\"].value"}]""")).ShouldContain("keys.value");
        Shown(Apply(user, Write("add", "keys[type eq \\\"a\\\"].note", "\"n\""))).ShouldBe("""{"keys":[{"value":"k1","type":"a","note":"n"},{"value":"k2"}]}""");
        Shown(Apply(user, $$"""[{"op":"remove","path":"{{Urn}}:keys[type eq \"a\"]"}]""")).ShouldBe("""{"keys":[{"value":"k2"}]}""");
    }

    [Fact]
    public void plain_lists_take_values_once_and_lose_those_selected_or_listed()
    {
        var user = Body("\"tags\":[\"a\",\"b\",\"c\"]");
        Shown(Apply(user, Write("add", "tags", "[\"c\",\"d\"]"))).ShouldBe("""{"tags":["a","b","c","d"]}""");
        Shown(Apply(user, Write("add", "tags", "\"d\""))).ShouldBe("""{"tags":["a","b","c","d"]}""");
        Shown(Apply(user, $$"""[{"op":"remove","path":"{{Urn}}:tags[value eq \"b\"]"}]""")).ShouldBe("""{"tags":["a","c"]}""");
        Shown(Apply(user, $$"""[{"op":"replace","path":"{{Urn}}:tags[value eq \"b\"]","value":"z"}]""")).ShouldBe("""{"tags":["a","z","c"]}""");
        Shown(Apply(user, $$"""[{"op":"remove","path":"{{Urn}}:tags","value":["A","c"]}]""")).ShouldBe("""{"tags":["b"]}""");
        Refused.With(Refusals.PatchNoTarget, () => Apply(user, $$"""[{"op":"add","path":"{{Urn}}:tags[value eq \"x\"]","value":"z"}]"""));
        Shown(Apply(Body("\"codes\":[\"a\",\"B\"]"), $$"""[{"op":"remove","path":"{{Urn}}:codes","value":["A","B"]}]""")).ShouldBe("""{"codes":["a"]}""");
    }

    [Fact]
    public void a_required_sub_attribute_stays()
    {
        var user = Body("\"holder\":{\"name\":\"A\"}");
        Refused.With(Refusals.ReadOnlyAttribute, () => Apply(user, $$"""[{"op":"remove","path":"{{Urn}}:holder.name"}]""")).ShouldContain("holder.name");
        Refused.With(Refusals.MissingValue, () => Apply(user, Write("replace", "holder", "{\"name\":\"\",\"serial\":\"1\"}"))).ShouldContain("holder.name");
        Apply(user, $$"""[{"op":"remove","path":"{{Urn}}:holder"}]""").Resource.TryGet(Urn, out _).ShouldBeFalse();
    }

    [Fact]
    public void a_required_extension_stays() => Refused.With(
        Refusals.MissingValue, () => Patching.Apply(Body("\"tags\":[\"a\"]"), $$"""[{"op":"remove","path":"{{Urn}}"}]""", type: Required)).ShouldContain(Urn);

    [Fact]
    public void removing_an_extension_leaves_what_the_server_set()
    {
        var extension = new ScimObject([new("office", new ScimString("Bern")), new("tags", new ScimArray([new ScimString("a")]))]);
        var user = Body("\"tags\":[\"a\"]").With(Urn, extension);
        Shown(Apply(user, $$"""[{"op":"remove","path":"{{Urn}}"}]""")).ShouldBe("""{"office":"Bern"}""");
    }

    private static string Write(string op, string attribute, string value) => $$"""[{"op":"{{op}}","path":"{{Urn}}:{{attribute}}","value":{{value}}}]""";

    private static PatchOutcome Apply(ScimObject user, string operations) => Patching.Apply(user, operations, type: Optional);

    private static ScimObject Body(string members) => Binding.Create("{\"userName\":\"x\",\"" + Urn + "\":{" + members + "}}", Optional);

    private static string Shown(PatchOutcome outcome)
    {
        outcome.Changed.ShouldBeTrue();
        using var document = JsonDocument.Parse(Patching.Json(outcome.Resource, Optional));
        return document.RootElement.GetProperty(Urn).GetRawText();
    }

    private static Schema Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return SchemaReader.Read(document.RootElement);
    }
}
