using System.Text;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Groups;
using Scim.Protocol.Json;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Tests.Patch;
using Scim.Protocol.Values;
using static Scim.Protocol.Tests.Schemas.Extensions;

namespace Scim.Protocol.Tests.Groups;

/// <summary>What a request does to a group's data of extensions is planned apart from its name and its members.</summary>
public class GroupExtensionTests
{
    private static readonly ResourceType Type = GroupWith(With("""{"name":"cost"},{"name":"badge","mutability":"immutable"},{"name":"members","multiValued":true},{"name":"seenBy","mutability":"readOnly"}"""));
    private static readonly ScimObject Present = Data("""{"cost":"1","badge":"7"}""");

    [Fact]
    public void a_body_says_all_of_the_data()
    {
        Bound("""{"displayName":"g"}""").ShouldBe(ScimObject.Empty);
        Bound($$"""{"displayName":"g","{{Urn}}":null}""").ShouldBe(ScimObject.Empty);
        Bound($$"""{"displayName":"g","{{Urn}}":{} }""").ShouldBe(ScimObject.Empty);
        Bound($$"""{"displayName":"g","{{Urn.ToUpperInvariant()}}":{"COST":"1","badge":"7","seenBy":"me","other":1} }""").ShouldBe(Present);
    }

    [Fact]
    public void a_replacement_keeps_what_is_immutable_and_clears_the_rest()
    {
        var edit = Grouping.Body("""{"displayName":"g"}""", type: Type).Extensions.ShouldNotBeNull();

        edit.Apply(Present).ShouldBe(Data("""{"badge":"7"}"""));
        edit.Apply(Data("""{"cost":"1"}""")).ShouldBe(ScimObject.Empty);
        Refused.With(Refusals.ImmutableAttribute, () => Grouping.Body($$"""{"displayName":"g","{{Urn}}":{"badge":"8"} }""", type: Type).Extensions!.Apply(Present));
    }

    [Fact]
    public void without_extensions_of_the_type_there_is_nothing_to_do()
    {
        Grouping.Body($$"""{"displayName":"g","{{Urn}}":{"cost":"1"} }""").Extensions.ShouldBeNull();
        Grouping.Patch("""[{"op":"replace","path":"displayName","value":"g"}]""").Extensions.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"cost\":1")]
    [InlineData("\"cost\":[\"1\"],\"COST\":\"2\"")]
    public void a_body_of_another_form_is_refused(string data) =>
        Should.Throw<ScimException>(() => Grouping.Body($$"""{"displayName":"g","{{Urn}}":{ {{data}} } }""", type: Type));

    [Fact]
    public void an_extension_is_given_once_whatever_the_letter_case() => Refused.With(
        Refusals.MalformedJson, () => Grouping.Body($$"""{"displayName":"g","{{Urn}}":{"cost":"1"},"{{Urn.ToUpperInvariant()}}":{"cost":"2"} }""", type: Type));

    [Fact]
    public void what_is_required_is_required_of_a_body()
    {
        Refused.With(Refusals.MissingValue, () => Grouping.Body("""{"displayName":"g"}""", type: GroupWith(With("""{"name":"cost"}"""), required: true)));
        var inside = GroupWith(With("""{"name":"cost","required":true},{"name":"more"}"""));
        Grouping.Body("""{"displayName":"g"}""", type: inside).Extensions!.Apply(ScimObject.Empty).ShouldBe(ScimObject.Empty);
        Refused.With(Refusals.MissingValue, () => Grouping.Body($$"""{"displayName":"g","{{Urn}}":{"more":"1"} }""", type: inside));
    }

    [Theory]
    [InlineData("""{"op":"add","path":"URN:cost","value":"2"}""", """{"cost":"2","badge":"7"}""")]
    [InlineData("""{"op":"replace","path":"cost","value":"2"}""", """{"cost":"2","badge":"7"}""")]
    [InlineData("""{"op":"remove","path":"URN:cost"}""", """{"badge":"7"}""")]
    [InlineData("""{"op":"replace","value":{"displayName":"h","URN":{"cost":"2"}}}""", """{"cost":"2","badge":"7"}""")]
    [InlineData("""{"op":"add","path":"URN","value":{"cost":"2"}}""", """{"cost":"2","badge":"7"}""")]
    [InlineData("""{"op":"add","path":"URN:members","value":["a","b"]}""", """{"cost":"1","badge":"7","members":["a","b"]}""")]
    [InlineData("""{"op":"add","path":"members","value":[{"value":"u"}]},{"op":"add","path":"URN:cost","value":"3"},{"op":"replace","path":"URN:cost","value":"4"}""", """{"cost":"4","badge":"7"}""")]
    public void a_patch_changes_what_it_names(string operations, string data) =>
        Grouping.PatchExtensions(Type, Present, operations.Replace("URN", Urn, StringComparison.Ordinal)).ShouldBe(Data(data));

    [Fact]
    public void an_attribute_of_an_extension_is_not_the_core_one_of_that_name()
    {
        using var body = JsonBody.Parse(Encoding.UTF8.GetBytes(Patching.Body($$"""[{"op":"add","path":"{{Urn}}:members","value":["a"]}]""")));
        var plan = GroupChangePlan.FromPatch(Type, PatchRequest.Parse(body.RootElement, Type, IdpProfile.Generic), IdpProfile.Generic);
        plan.Edits.ShouldBeEmpty();
        plan.Extensions.ShouldNotBeNull();
    }

    [Fact]
    public void a_patch_that_changes_nothing_gives_the_same_data() =>
        Grouping.PatchExtensions(Type, Present, $$"""{"op":"replace","path":"{{Urn}}:cost","value":"1"}""").ShouldBeSameAs(Present);

    [Fact]
    public void a_patch_is_refused_as_for_users()
    {
        Refused.With(Refusals.ImmutableAttribute, () => Apply($$"""{"op":"replace","path":"{{Urn}}:badge","value":"8"}"""));
        Refused.With(Refusals.ImmutableAttribute, () => Apply($$"""{"op":"remove","path":"{{Urn}}"}"""));
        Refused.With(Refusals.ReadOnlyAttribute, () => Apply($$"""{"op":"add","path":"{{Urn}}:seenBy","value":"8"}"""));
        Refused.With(Refusals.PathAttribute, () => Apply($$"""{"op":"add","path":"{{Urn}}:nothing","value":"8"}"""));
        var required = GroupWith(With("""{"name":"cost"}"""), required: true);
        Refused.With(Refusals.MissingValue, () => Grouping.PatchExtensions(required, Data("""{"cost":"1"}"""), $$"""{"op":"remove","path":"{{Urn}}"}"""));

        static ScimObject Apply(string operations) => Grouping.PatchExtensions(Type, Present, operations);
    }

    private static ScimObject Bound(string body) => Grouping.Body(body, type: Type).Extensions.ShouldNotBeNull().Apply(ScimObject.Empty);

    private static ScimObject Data(string json)
    {
        using var document = JsonBody.Parse(Encoding.UTF8.GetBytes(json));
        Type.TryGetSchema(Urn, out var schema).ShouldBeTrue();
        return new ScimObject([new(Urn, ResourceBinder.BindExtension(schema, document.RootElement, IdpProfile.Generic)!)]);
    }
}
