using System.Text;
using Scim.Fuzz.Engine;
using Scim.Protocol.Paths;
using Scim.Protocol.Versions;

namespace Scim.Fuzz.Targets;

/// <summary>PATCH paths; as the path of a bulk operation and as an entity tag too.</summary>
internal sealed class PathTarget : FuzzTarget
{
    private readonly Grammar _grammar = new(Words.With());

    public override string Name => "path";

    public override IReadOnlyList<string> Seeds { get; } =
    [
        "userName", "name.familyName", "emails[type eq \"work\"].value", "members[value eq \"2819c223\"]", Scim.Protocol.Schemas.SchemaUrns.EnterpriseUser,
        $"{Scim.Protocol.Schemas.SchemaUrns.EnterpriseUser}:manager.value", "addresses[type eq \"work\" and primary eq true].streetAddress", "/Users/bulkId:a:b", "W/\"1.0\", \"x\"", "*", "", ".",
    ];

    public override bool IsJson => false;

    public override int MostBytes => PathParser.MaxLength + 100;

    public override byte[] Draw(Random random) => Encoding.UTF8.GetBytes(_grammar.Draw("path", random));

    public override string Piece(Random random) => _grammar.Draw(random.Next(3) switch { 0 => "list", 1 => "sub", _ => "term" }, random);

    public override string Run(byte[] input)
    {
        var text = Sample.Text(input);
        var outcome = Try(() => BulkTargetOf(text)) + " " + Try(() => EntityTags.Parse("If-Match", text).GetType().Name);
        foreach (var type in Sample.Types)
        {
            outcome += " " + Try(() =>
            {
                var path = PathParser.Parse(text, type);
                var printed = path.ToString();
                Hold(PathParser.Parse(printed, type).ToString() == printed, "a path printed is another path");
                return $"{path.IsWholeSchema}{path.Target?.Attribute.Type}";
            });
        }

        var parsed = PathParser.Parse(text).ToString();
        Hold(PathParser.Parse(parsed).ToString() == parsed, "a path printed is another path");
        return outcome;
    }

    private static string BulkTargetOf(string text) => Scim.Protocol.Bulk.BulkTarget.Read(text) is { } target ? $"{target.IsGroup}{target.Id is null}{target.Reference is null}" : "none";
}
