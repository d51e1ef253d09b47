using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Patch;

namespace Scim.Protocol.Tests.Patch;

public class PatchRequestTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Operations":null}""")]
    [InlineData("""{"Operations":{}}""")]
    [InlineData("""{"Operations":"add"}""")]
    [InlineData("""{"Operations":[1]}""")]
    [InlineData("""{"Operations":[{}]}""")]
    [InlineData("""{"Operations":[{"op":1,"path":"title","value":"x"}]}""")]
    [InlineData("""{"Operations":[{"op":"move","path":"title","value":"x"}]}""")]
    [InlineData("""{"Operations":[{"path":"title","value":"x"}]}""")]
    [InlineData("""{"Operations":[{"op":"add","OP":"remove","path":"title","value":"x"}]}""")]
    [InlineData("""{"Operations":[{"op":"add","path":"title","Path":"nickName","value":"x"}]}""")]
    [InlineData("""{"Operations":[{"op":"add","path":"title","value":"x","VALUE":"y"}]}""")]
    [InlineData("""{"Operations":[{"op":"add","path":"title","value":"x"}],"operations":[]}""")]
    public void a_body_that_is_no_patch_is_refused(string body) =>
        Refused.With(Refusals.PatchSyntax, () => Patching.Parse(body)).ShouldNotBeEmpty();

    [Fact]
    public void a_patch_without_operations_is_refused() =>
        Refused.With(Refusals.PatchEmpty, () => Patching.Parse("""{"Operations":[]}""")).ShouldNotBeEmpty();

    [Fact]
    public void a_thousand_operations_are_read_and_one_more_is_refused()
    {
        Patching.Parse(Repeated(PatchRequest.MaxOperations)).Operations.Length.ShouldBe(PatchRequest.MaxOperations);
        Refused.With(Refusals.PatchTooMany, () => Patching.Parse(Repeated(PatchRequest.MaxOperations + 1))).ShouldContain("1000");

        static string Repeated(int n) =>
            "{\"Operations\":[" + string.Join(',', Enumerable.Repeat("""{"op":"add","path":"title","value":"x"}""", n)) + "]}";
    }

    [Fact]
    public void a_path_less_value_counts_as_the_operations_that_it_is_taken_apart_into()
    {
        var keys = Enumerable.Range(0, PatchRequest.MaxOperations + 1).Select(i => $"\"emails[type eq \\\"t{i}\\\"].value\":\"x\"");
        Refused.With(Refusals.PatchTooMany, () => Patching.Parse("{\"Operations\":[{\"op\":\"add\",\"value\":{" + string.Join(',', keys) + "}}]}")).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("""{"operations":[{"OP":"ADD","Path":"title","Value":"x"}]}""")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp","urn:example:other"],"Operations":[{"op":"Add","path":" title ","value":"x","name":"title"}]}""")]
    [InlineData("""{"schemas":null,"OPERATIONS":[{"op":"aDD","value":{"title":"x"},"path":null}]}""")]
    [InlineData("""{"schemas":["URN:ietf:params:scim:api:messages:2.0:patchop"],"Operations":[{"op":"add","value":{"title":"x"},"path":""}]}""")]
    public void member_names_and_op_are_read_in_any_letter_case(string body)
    {
        var operation = Patching.Parse(body).Operations.ShouldHaveSingleItem();
        operation.Kind.ShouldBe(PatchOperationKind.Add);
        operation.Attribute!.Name.ShouldBe("title");
    }

    [Theory]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"Operations":[{"op":"add","path":"title","value":"x"}]}""")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"op":"add","path":"title","value":"x"}]}""")]
    public void the_schema_of_another_message_is_refused(string body) => Refused.With(Refusals.WrongSchema, () => Patching.Parse(body)).ShouldNotBeEmpty();

    [Fact]
    public void the_strict_profile_wants_the_schema_of_the_message() => Refused.With(
        Refusals.WrongSchema, () => Patching.Parse("""{"Operations":[{"op":"add","path":"title","value":"x"}]}""", IdpProfile.Strict)).ShouldNotBeEmpty();

    [Fact]
    public void operations_that_would_look_at_more_than_a_million_elements_are_refused()
    {
        var emails = string.Join(',', Enumerable.Range(0, 2000).Select(i => $$"""{"value":"v{{i}}"}"""));
        var user = Patching.Resource($$"""{"userName":"u","emails":[{{emails}}]}""");
        Patching.Apply(user, Removals(500)).Changed.ShouldBeFalse();
        Refused.With(Refusals.PatchTooMany, () => Patching.Apply(user, Removals(501))).ShouldContain("1000000");

        static string Removals(int n) =>
            "[" + string.Join(',', Enumerable.Repeat("""{"op":"remove","path":"emails[type eq \"x\"]"}""", n)) + "]";
    }

    [Theory]
    [InlineData("__proto__")]
    [InlineData("constructor")]
    [InlineData("Equals")]
    [InlineData("GetHashCode")]
    [InlineData("toString")]
    [InlineData("constructor.prototype")]
    [InlineData("__proto__.polluted")]
    [InlineData("name.__proto__")]
    [InlineData("name.constructor")]
    [InlineData("emails.Length")]
    [InlineData("Attributes")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:__proto__")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:Equals")]
    [InlineData("urn:example:other:thing")]
    public void a_path_reaches_nothing_but_declared_attributes(string path)
    {
        foreach (var op in new[] { "add", "replace", "remove" })
        {
            var error = Should.Throw<ScimException>(() => Patching.Apply(
                Patching.Resource("""{"userName":"amy","name":{"givenName":"A"},"emails":[{"value":"a"}]}"""),
                $$"""[{"op":"{{op}}","path":"{{path}}","value":"x"}]""")).Error;
            error.Refusal.Type.ShouldBe(ScimErrorType.InvalidPath);
            error.Refusal.Status.ShouldBe(400);
        }
    }

    [Fact]
    public void a_path_less_value_reaches_nothing_but_declared_attributes()
    {
        var amy = Patching.Resource("""{"userName":"amy","name":{"givenName":"A"}}""");
        var outcome = Patching.Apply(amy, """
            [{"op":"replace","value":{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}},"Equals":"x","name":{"__proto__":"x","constructor":"y"},"name.__proto__":"z"}}]
            """);
        outcome.Changed.ShouldBeFalse();
    }
}
