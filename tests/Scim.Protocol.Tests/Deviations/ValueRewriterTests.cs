using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;
using Scim.Protocol.Tests.Resources;

namespace Scim.Protocol.Tests.Deviations;

public class ValueRewriterTests
{
    private const string Ent = SchemaUrns.EnterpriseUser;

    [Theory]
    [InlineData("True", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("false", "false")]
    public void booleans_as_text_are_booleans(string sent, string stored) => Binding.Stored($$"""
        "roles":[{"value":"x","primary":"{{sent}}"}]
        """).ShouldBe($$"""
        "roles":[{"value":"x","primary":{{stored}}}]
        """);

    [Theory]
    [InlineData("\"26118915\"", """{"value":"26118915"}""")]
    [InlineData("""{"value":"26118915"}""", """{"value":"26118915"}""")]
    [InlineData("""[{"$ref":null,"value":"26118915"}]""", """{"value":"26118915"}""")]
    public void a_manager_comes_in_three_shapes(string sent, string stored) =>
        Binding.Stored($"\"{Ent}\":{{\"manager\":{sent}}}").ShouldBe($"\"{Ent}\":{{\"manager\":{stored}}}");

    [Theory]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[{}]")]
    public void an_empty_manager_is_none(string sent) => Binding.Stored($"\"{Ent}\":{{\"manager\":{sent}}}").ShouldBeEmpty();

    [Fact]
    public void a_bare_manager_has_the_limits_of_its_value() =>
        Refused.With(Refusals.ValueTooLong, () => Binding.Stored($"\"{Ent}\":{{\"manager\":\"{new string('m', 4097)}\"}}"));

    [Fact]
    public void what_is_in_the_list_of_one_is_forgiven_as_well() =>
        Binding.Stored("\"name\":[{\"givenName\":\"Ann\",\"familyName\":null}]").ShouldBe("\"name\":{\"givenName\":\"Ann\"}");

    [Fact]
    public void two_managers_are_refused() =>
        Refused.With(Refusals.WrongType, () => Binding.Stored($$"""
            "{{Ent}}":{"manager":[{"value":"a"},{"value":"b"}]}
            """));

    [Theory]
    [InlineData("\"active\":\"True\"")]
    [InlineData($"\"{Ent}\":{{\"manager\":\"1\"}}")]
    [InlineData($"\"{Ent}\":{{\"manager\":[{{\"value\":\"1\"}}]}}")]
    public void a_strict_profile_refuses_every_deviation(string members) =>
        Refused.With(Refusals.WrongType, () => Binding.Stored(members, IdpProfile.Strict));
}
