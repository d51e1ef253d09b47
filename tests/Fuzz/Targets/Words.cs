using Scim.Protocol.Schemas;

namespace Scim.Fuzz.Targets;

/// <summary>The symbols that the targets' grammars share: the names of the schemas, literals, filters, JSON.</summary>
internal static class Words
{
    /// <summary>A grammar's symbols, with these shared ones beside them.</summary>
    public static Dictionary<string, string[]> With(params (string Symbol, string[] Productions)[] own)
    {
        var symbols = new Dictionary<string, string[]>
        {
            ["name"] = [.. Names(SchemaCatalog.Core.User), .. Names(SchemaCatalog.Core.Group), "nothing", "userName.x.y", "$ref", "__proto__", "é"],
            ["list"] = [.. Lists(SchemaCatalog.Core.User), .. Lists(SchemaCatalog.Core.Group)],
            ["sub"] = ["value", "type", "primary", "display", "$ref", "formatted", "VALUE", "nothing"],
            ["urn"] = [SchemaUrns.User, SchemaUrns.EnterpriseUser, SchemaUrns.Group, "urn:x", "URN:IETF:params:scim:schemas:core:2.0:user"],
            ["op"] = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "EQ", "pr", "xx"],
            ["number"] = ["0", "-1", "1.50", "1e9", "1E-400", "1e999", "79228162514264337593543950336", "-0", "01", "12345678901234567890"],
            ["text"] =
            [
                "a", "", "work", "b@example.com", "É", "e\u0301", "ẞ", "\U0001F600", "2011-05-13T04:42:34Z", "2011-05-13T04:42:34.123456789+14:00", "0000-01-01T00:00:00Z", "%_*'\\", "true", "False",
                "aGk=", "bulkId:a", "26118915-6090-4610-87e4-49d8ca9f808d", "W/\\\"1\\\"", "\\u0000", "\\ud83d\\ude00", "\\ud800", "tel:+1-201", "‹text›‹text›",
            ],
            ["literal"] = ["true", "\"‹text›\"", "\"‹text›\"", "false", "null", "‹number›"],
            ["term"] = ["‹name› pr", "‹name› ‹op› ‹literal›", "‹name› eq ‹literal›", "‹list›[‹filter›]", "‹list›[‹sub› ‹op› ‹literal›]", "‹list›.‹sub› ‹op› ‹literal›", "‹sub› eq ‹literal›"],
            ["filter"] = ["‹term›", "‹term›", "‹filter› and ‹filter›", "‹filter› or ‹filter›", "not (‹filter›)", "(‹filter›)", "NOT  ( ‹filter› )", "‹filter› AND not (‹filter›) Or ‹filter›"],
            ["path"] = ["‹name›", "‹list›[‹filter›]", "‹list›[‹filter›].‹sub›", "‹list›[type eq \"work\"].value", "‹list›.‹sub›", "‹urn›", "‹urn›:‹name›", " ‹name› "],
            ["element"] = ["{}", "{\"value\":\"‹text›\",\"type\":\"work\"}", "{\"value\":\"‹text›\",\"primary\":true}", "{\"type\":\"‹text›\",\"display\":\"‹text›\"}", "\"‹text›\""],
            ["elements"] = ["‹element›", "‹element›,‹elements›"],
            ["json"] =
            [
                "null", "true", "‹literal›", "‹number›", "\"‹text›\"", "[]", "{}", "[‹elements›]", "‹element›", "[‹json›]", "{\"‹name›\":‹json›}", "{\"‹sub›\":‹json›,\"‹name›\":‹json›}", "[‹json›,‹json›]",
            ],
            ["member"] =
            [
                "\"title\":\"‹text›\"", "\"‹name›\":‹json›", "\"active\":‹literal›", "\"emails\":[‹elements›]", "\"name\":{\"givenName\":‹literal›,\"familyName\":\"‹text›\"}", "\"externalId\":‹literal›",
                "\"displayName\":\"‹text›\"", "\"members\":[‹elements›]", "\"‹list›\":[‹elements›]", "\"‹urn›\":{\"‹name›\":‹json›}",
                $"\"{SchemaUrns.EnterpriseUser}\":{{\"manager\":{{\"value\":\"bulkId:b\"}},\"department\":‹literal›}}", "\"password\":\"‹text›\"", "\"x509Certificates\":[{\"value\":\"aGk=\"}]",
            ],
            ["members"] = ["‹member›", "‹member›,‹members›", "‹member›,‹member›,‹members›"],
            ["resource"] = ["{\"userName\":\"‹text›\"}", "{\"userName\":\"u\",‹members›}", "{\"displayName\":\"g\",‹members›}", "{\"schemas\":[\"‹urn›\",\"‹urn›\"],\"userName\":\"u\",‹members›}"],
            ["verb"] = ["replace", "add", "remove", "Add", "REMOVE", "copy"],
            ["change"] =
            [
                "{\"op\":\"remove\",\"path\":\"‹=path›\"}", "{\"op\":\"‹verb›\",\"path\":\"‹=path›\",\"value\":‹json›}", "{\"op\":\"‹verb›\",\"path\":\"‹=path›\",\"value\":[‹elements›]}",
                "{\"op\":\"‹verb›\",\"value\":{‹members›}}", "{\"op\":\"‹verb›\",\"value\":{\"‹=path›\":‹json›}}", "{\"op\":\"add\",\"path\":\"‹=path›\",\"value\":\"‹text›\"}",
            ],
            ["changes"] = ["‹change›", "‹change›,‹changes›"],
            ["patch"] = [$"{{\"schemas\":[\"{SchemaUrns.PatchOp}\"],\"Operations\":[‹changes›]}}"],
        };
        foreach (var (symbol, productions) in own)
        {
            symbols[symbol] = productions;
        }

        return symbols;
    }

    private static IEnumerable<string> Names(ResourceType type)
    {
        var attributes = CommonAttributes.All.Concat(type.Schema.Attributes).ToList();
        return attributes.Select(a => a.Name)
            .Concat(attributes.SelectMany(a => a.SubAttributes.Select(s => $"{a.Name}.{s.Name}")))
            .Concat(type.Extensions.SelectMany(e => e.Schema.Attributes.SelectMany(a => new[] { a.Name, $"{e.Schema.Id}:{a.Name}", $"{e.Schema.Id}:{a.Name}.value" })))
            .Concat(type.Schema.Attributes.Select(a => $"{type.Schema.Id}:{a.Name.ToUpperInvariant()}"));
    }

    private static IEnumerable<string> Lists(ResourceType type) => type.Schema.Attributes.Where(a => a.MultiValued).Select(a => a.Name);
}
