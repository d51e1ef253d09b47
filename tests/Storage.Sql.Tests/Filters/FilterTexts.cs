using CsCheck;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Storage.Sql.Tests.Filters;

/// <summary>Random filters that the checker accepts.</summary>
internal static class FilterTexts
{
    private static readonly string[] UserTexts =
    [
        "userName", "externalId", "displayName", "name.givenName", "name.familyName", "title", "profileUrl", "emails", "emails.value", "emails.type",
        "phoneNumbers.display", "groups", "groups.value", "groups.display", "groups.type", "schemas", "id", "meta.version", "meta.resourceType", "employeeNumber",
        "manager", "manager.value", "manager.displayName", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "x509Certificates",
    ];

    private static readonly string[] UserFlags = ["active", "emails.primary", "phoneNumbers.primary"];

    private static readonly string[] UserOthers = ["emails", "name", "meta", "manager", "groups", "addresses", "roles.value", "nickName"];

    private static readonly string[] GroupTexts =
        ["displayName", "externalId", "id", "members", "members.value", "members.display", "members.type", "meta.version", "meta.resourceType", "schemas"];

    private static readonly string[] ElementTexts = ["value", "type", "display"];

    private static readonly Gen<string> Times = Gen.OneOf(
        Gen.Int[0, 40].Select(s => DateTimeOffset.Parse("2026-01-01T00:00:00Z").AddSeconds(s).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")),
        Gen.Const("2026-01-01T02:00:10.0000001+02:00"));

    private static readonly Gen<string> TextOperator = Gen.OneOf("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le");

    private static readonly Gen<string> OrderOperator = Gen.OneOf("eq", "ne", "gt", "ge", "lt", "le");

    public static Gen<string> User(Gen<string> literals) => Tree(
        Gen.Frequency(
            (6, Comparison(Gen.OneOf(UserTexts), literals)),
            (2, Flags(Gen.OneOf(UserFlags))),
            (1, Instants("meta.lastModified")),
            (1, Instants("meta.created")),
            (2, Presence(Gen.OneOf(Gen.OneOf(UserTexts), Gen.OneOf(UserFlags), Gen.OneOf(UserOthers)))),
            (3, ValuePath(Gen.OneOf("emails", "phoneNumbers"), Tree(Gen.OneOf(Comparison(Gen.OneOf(ElementTexts), literals), Flags(Gen.Const("primary")), Presence(Gen.OneOf("value", "type", "primary"))), 1))),
            (1, ValuePath(Gen.Const("groups"), Tree(Comparison(Gen.OneOf(ElementTexts), literals), 1))),
            (1, ValuePath(Gen.Const("name"), Tree(Comparison(Gen.OneOf("givenName", "familyName"), literals), 1)))),
        3,
        SchemaCatalog.Core.User);

    public static Gen<string> Group(Gen<string> literals) => Tree(
        Gen.Frequency(
            (5, Comparison(Gen.OneOf(GroupTexts), literals)),
            (1, Instants("meta.lastModified")),
            (2, Presence(Gen.OneOf("members", "externalId", "displayName", "members.value"))),
            (2, ValuePath(Gen.Const("members"), Tree(Comparison(Gen.OneOf(ElementTexts), literals), 1)))),
        3,
        SchemaCatalog.Core.Group);

    private static Gen<string> Comparison(Gen<string> attribute, Gen<string> literals) => Gen.Frequency(
        (9, Gen.Select(attribute, TextOperator, literals, (a, op, text) => $"{a} {op} {Quote(text)}")),
        (1, Gen.Select(attribute, Gen.OneOf("eq", "ne"), (a, op) => $"{a} {op} null")));

    private static Gen<string> Flags(Gen<string> attribute) =>
        Gen.Select(attribute, Gen.OneOf("eq", "ne"), Gen.Bool, (a, op, value) => $"{a} {op} {(value ? "true" : "false")}");

    private static Gen<string> Instants(string attribute) => Gen.Select(OrderOperator, Times, (op, time) => $"{attribute} {op} \"{time}\"");

    private static Gen<string> Presence(Gen<string> attribute) => attribute.Select(a => $"{a} pr");

    private static Gen<string> ValuePath(Gen<string> attribute, Gen<string> inner) => Gen.Select(attribute, inner, (a, i) => $"{a}[{i}]");

    private static Gen<string> Tree(Gen<string> leaf, int depth, ResourceType type) => Tree(leaf, depth).Where(text => IsAccepted(text, type));

    private static Gen<string> Tree(Gen<string> leaf, int depth)
    {
        if (depth == 0)
        {
            return leaf;
        }

        var below = Tree(leaf, depth - 1);
        return Gen.Frequency(
            (4, leaf),
            (3, Gen.Select(below, Gen.OneOf("and", "or"), below, (left, op, right) => $"({left}) {op} ({right})")),
            (1, below.Select(operand => $"not ({operand})")));
    }

    // Binary and booleans know fewer operators.
    private static bool IsAccepted(string text, ResourceType type)
    {
        try
        {
            FilterChecker.Check(FilterParser.Parse(text), type);
            return true;
        }
        catch (ScimException)
        {
            return false;
        }
    }

    private static string Quote(string text) => FilterLiteral.Of(text).ToString();
}
