using System.Text;
using Scim.Fuzz.Engine;
using Scim.Protocol.Deviations;
using Scim.Protocol.Groups;
using Scim.Protocol.Json;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Fuzz.Targets;

/// <summary>PATCH bodies: applied to a user, and planned for a group.</summary>
internal sealed class PatchTarget : FuzzTarget
{
    private static readonly byte[] Before = ResourceJson.Write(Sample.UserType, Sample.User);
    private readonly Grammar _grammar = new(Words.With());

    public override string Name => "patch";

    public override IReadOnlyList<string> Seeds { get; } =
    [
        .. ((string[])
        [
            """{"op":"replace","path":"active","value":"False"}""", """{"op":"add","path":"emails[type eq \"other\"].value","value":"x"}""", """{"op":"remove","path":"emails[type eq \"work\"]"}""",
            """{"op":"add","value":{"emails":[{"value":"n","primary":true}],"name.givenName":"g","title":null}}""", """{"op":"remove","path":"members","value":[{"value":"a"}]}""",
            """{"op":"replace","path":"members","value":[{"value":"a"},{"value":"b"}]}""", """{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":"m"}""",
        ]).Select(operation => $$"""{"schemas":["{{SchemaUrns.PatchOp}}"],"Operations":[{{operation}}]}"""),
        """{"Operations":[]}""",
    ];

    public override bool IsJson => true;

    public override int MostBytes => 32 << 10;

    public override byte[] Draw(Random random) => Encoding.UTF8.GetBytes(_grammar.Draw("patch", random));

    public override string Piece(Random random) => _grammar.Draw(random.Next(4) switch { 0 => "name", 1 => "text", 2 => "change", _ => "verb" }, random);

    public override string Run(byte[] input)
    {
        using var document = JsonBody.Parse(input);
        var outcome = new StringBuilder();
        foreach (var profile in Sample.Profiles)
        {
            outcome.Append(Try(() => User(document.RootElement, profile))).Append(' ');
            outcome.Append(Try(() => Group(document.RootElement, profile))).Append(' ');
        }

        return outcome.ToString();
    }

    private static string User(System.Text.Json.JsonElement body, IdpProfile profile)
    {
        var request = PatchRequest.Parse(body, Sample.UserType, profile);
        try
        {
            var outcome = PatchEngine.Apply(Sample.UserType, Sample.User, request, profile);
            var stored = ResourceJson.Write(Sample.UserType, outcome.Resource);
            Hold(ResourceJson.Write(Sample.UserType, ResourceJson.Read(Sample.UserType, stored)).AsSpan().SequenceEqual(stored), "what is stored reads as something else");
            return $"{outcome.Changed} {outcome.Resource.Attributes.Length}";
        }
        finally
        {
            Hold(ResourceJson.Write(Sample.UserType, Sample.User).AsSpan().SequenceEqual(Before), "a PATCH has changed what it was given");
        }
    }

    private static string Group(System.Text.Json.JsonElement body, IdpProfile profile) =>
        GroupChangePlan.FromPatch(Sample.GroupType, PatchRequest.Parse(body, Sample.GroupType, profile), profile).DisplayName.IsSet ? "renamed" : "not renamed";
}
