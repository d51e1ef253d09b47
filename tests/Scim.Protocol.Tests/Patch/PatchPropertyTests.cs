using CsCheck;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Patch;

public class PatchPropertyTests
{
    private static readonly string[] Values = ["\"a\"", "\"b\"", "\"A\"", "\"\"", "null", "true", "\"True\"", "[]", "{}", "7", "[1]"];

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static readonly Gen<string> Text = OneOf("a", "b", "A", "c");

    private static readonly Gen<string> Element = Gen.Select(Text, OneOf("work", "home", "Work"), Gen.Int[0, 4]).Select((value, type, shape) => shape switch
    {
        0 => $$"""{"value":"{{value}}"}""",
        1 => $$"""{"value":"{{value}}","type":"{{type}}"}""",
        2 => $$"""{"value":"{{value}}","type":"{{type}}","primary":true}""",
        3 => $$"""{"type":"{{type}}","display":"{{value}}"}""",
        _ => $$"""{"value":"{{value}}","primary":"False","display":null}""",
    });

    private static readonly Gen<string> Elements = Element.List[0, 3].Select(list => "[" + string.Join(',', list) + "]");

    private static readonly Gen<string> Path = OneOf(
        "userName", "title", "active", "name", "name.givenName", "name.familyName", "emails", "emails.display", "emails[type eq \\\"work\\\"]",
        "emails[type eq \\\"work\\\"].value", "emails[type eq \\\"home\\\"].primary", "emails[value eq \\\"a\\\"].type", "emails[value pr].display",
        "emails[primary eq true].value", "emails[not (type pr)]", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "manager", "manager.value", "id", "nothing", "externalId");

    private static readonly Gen<string> Value = Gen.Frequency(
        (5, OneOf(Values)), (3, Elements), (2, Element),
        (2, Text.Select(t => $$"""{"givenName":"{{t}}","familyName":null,"department":"{{t}}"}""")));

    private static readonly Gen<string> Operation = Gen.Frequency(
        (6, Gen.Select(OneOf("add", "Replace", "remove"), Path, Value).Select((op, path, value) => $$"""{"op":"{{op}}","path":"{{path}}","value":{{value}}}""")),
        (1, Path.Select(path => $$"""{"op":"remove","path":"{{path}}"}""")),
        (2, Gen.Select(OneOf("add", "replace"), Elements, Text).Select((op, emails, text) =>
            $$"""
            {"op":"{{op}}","value":{"emails":{{emails}},"title":"{{text}}","name.givenName":"{{text}}","emails[type eq \"work\"].display":"{{text}}","id":"x"} }
            """)));

    private static readonly Gen<string> Operations = Operation.List[1, 5].Select(list => "[" + string.Join(',', list) + "]");

    // A filter can stop matching through the very value that is written, so that a repetition is another request: only adds without one are idempotent.
    private static readonly Gen<string> AddOperation = Gen.Select(Path.Where(p => !p.Contains('[', StringComparison.Ordinal)), Value)
        .Select((path, value) => $$"""[{"op":"add","path":"{{path}}","value":{{value}}}]""");

    private static readonly Gen<ScimObject> Resource = Gen.Select(Elements, Text).Select((emails, text) => (emails, text))
        .Where(r => CanBe(r.emails)).Select(r => Patching.Resource(Source(r.emails, r.text)));

    [Fact]
    public void a_patch_never_changes_what_it_is_given() => Gen.Select(Resource, Operations).Sample((resource, operations) =>
    {
        var before = Patching.Json(resource);
        _ = Try(resource, operations);
        return Patching.Json(resource) == before;
    });

    [Fact]
    public void a_patch_is_applied_whole_or_refused_with_an_error_of_the_client() => Gen.Select(Resource, Operations).Sample((resource, operations) =>
    {
        // Anything but a ScimException escapes and fails the test; a refusal returns no resource at all.
        var (after, error) = Try(resource, operations);
        return after is null ? error!.Refusal.Status == 400 : error is null;
    });

    [Fact]
    public void a_failing_operation_anywhere_refuses_the_whole() => Gen.Select(Resource, Operations, Gen.Int[0, 1]).Sample((resource, operations, place) =>
    {
        const string Failing = """{"op":"replace","path":"active","value":"maybe"}""";
        var broken = place == 0 ? $"[{Failing},{operations[1..]}" : $"{operations[..^1]},{Failing}]";
        return Try(resource, broken).After is null;
    });

    [Fact]
    public void the_result_is_a_canonical_resource() => Gen.Select(Resource, Operations).Sample((resource, operations) =>
    {
        // Whatever a PATCH stores, a POST of the same JSON stores alike: no empty values, no repeated elements, one primary.
        if (Try(resource, operations).After is not { } after)
        {
            return true;
        }

        var json = Patching.Json(after);
        return Patching.Json(Patching.Resource(json)) == json;
    });

    [Fact]
    public void changed_says_whether_the_content_differs() => Gen.Select(Resource, Operations).Sample((resource, operations) =>
    {
        try
        {
            var outcome = Patching.Apply(resource, operations);
            return outcome.Changed == !outcome.Resource.Equals(resource) && (outcome.Changed || ReferenceEquals(outcome.Resource, resource));
        }
        catch (ScimException)
        {
            return true;
        }
    });

    [Fact]
    public void an_add_repeated_changes_nothing() => Gen.Select(Resource, AddOperation).Sample((resource, operations) =>
    {
        var first = Try(resource, operations).After;
        return first is null || !Patching.Apply(first, operations).Changed;
    });

    [Fact]
    public void at_most_one_element_is_primary() => Gen.Select(Resource, Operations).Sample((resource, operations) =>
        Try(resource, operations).After?["emails"] is not ScimArray emails
        || emails.Items.Count(e => ScimBoolean.True.Equals(((ScimObject)e)["primary"])) <= 1);

    private static (ScimObject? After, ScimError? Error) Try(ScimObject resource, string operations)
    {
        try
        {
            return (Patching.Apply(resource, operations).Resource, null);
        }
        catch (ScimException e)
        {
            return (null, e.Error);
        }
    }

    private static bool CanBe(string emails)
    {
        try
        {
            return Patching.Resource(Source(emails, "x")) is not null;
        }
        catch (ScimException e) when (e.Error.Refusal == Refusals.SeveralPrimary)
        {
            return false;
        }
    }

    private static string Source(string emails, string text) =>
        "{\"schemas\":[\"" + SchemaUrns.User + "\"],\"userName\":\"u\",\"active\":false,\"title\":\"" + text + "\",\"name\":{\"givenName\":\"" + text + "\"},\"emails\":" + emails
        + ",\"" + SchemaUrns.EnterpriseUser + "\":{\"department\":\"" + text + "\",\"manager\":{\"value\":\"" + text + "\",\"$ref\":\"r\"}}}";
}
