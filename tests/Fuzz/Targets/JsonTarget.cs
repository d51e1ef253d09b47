using System.Text;
using System.Text.Json;
using Scim.Fuzz.Engine;
using Scim.Protocol.Deviations;
using Scim.Protocol.Groups;
using Scim.Protocol.Json;
using Scim.Protocol.Messages;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Fuzz.Targets;

/// <summary>Bodies of POST and PUT, of a search, and schemas.</summary>
internal sealed class JsonTarget : FuzzTarget
{
    private readonly Grammar _grammar = new(Words.With(
        ("search", [$"{{\"schemas\":[\"{SchemaUrns.SearchRequest}\"],\"filter\":\"‹=filter›\",\"attributes\":[\"‹name›\"],\"startIndex\":‹number›,\"count\":‹number›,\"sortBy\":\"‹name›\"}}"]),
        ("type", ["string", "complex", "boolean", "decimal", "integer", "dateTime", "reference", "binary", "thing"]),
        ("attribute",
        [
            "{\"name\":\"a\"}", "{\"name\":\"b\",\"type\":\"‹type›\",\"multiValued\":‹literal›,\"mutability\":\"readOnly\",\"returned\":\"never\"}",
            "{\"name\":\"c\",\"type\":\"complex\",\"subAttributes\":[‹attribute›,‹attribute›]}", "{\"name\":\"‹text›\",\"canonicalValues\":[‹json›],\"required\":‹literal›}",
        ]),
        ("schema", ["{\"id\":\"urn:x\",\"attributes\":[‹attribute›]}", "{\"id\":\"‹urn›\",\"name\":‹literal›,\"attributes\":[‹attribute›,‹attribute›,‹attribute›]}"]),
        ("body", ["‹resource›", "‹resource›", "‹resource›", "‹search›", "‹schema›", "‹json›"])));

    public override string Name => "json";

    public override IReadOnlyList<string> Seeds { get; } =
    [
        $$"""{"schemas":["{{SchemaUrns.User}}"],"userName":"bjensen","name":{"familyName":"Jensen"},"emails":[{"value":"a@b","primary":true}],"active":"True"}""",
        $$"""{"schemas":["{{SchemaUrns.User}}","{{SchemaUrns.EnterpriseUser}}"],"userName":"b","{{SchemaUrns.EnterpriseUser}}":{"manager":"m"},"{{SchemaUrns.User}}":{"title":"t"} }""",
        $$"""{"schemas":["{{SchemaUrns.Group}}"],"displayName":"g","members":[{"value":"a"},{"value":"a","type":"User"},"b"]}""",
        "", "[]", "{", "{\"a\":1,\"a\":2}", "{\"userName\":\"\\ud800\"}", string.Concat(Enumerable.Repeat("{\"a\":", 40)),
    ];

    public override bool IsJson => true;

    public override int MostBytes => 32 << 10;

    public override byte[] Draw(Random random) => Encoding.UTF8.GetBytes(_grammar.Draw("body", random));

    public override string Piece(Random random) => _grammar.Draw(random.Next(3) switch { 0 => "name", 1 => "text", _ => "urn" }, random);

    public override string Run(byte[] input)
    {
        using var document = JsonBody.Parse(input);
        var body = document.RootElement;
        var outcome = new StringBuilder();
        foreach (var profile in Sample.Profiles)
        {
            outcome.Append(Try(() => Create(body, profile))).Append(' ');
            outcome.Append(Try(() => $"{ResourceBinder.BindReplace(Sample.UserType, body, Sample.User, profile).Equals(Sample.User)}")).Append(' ');
            outcome.Append(Try(() => $"{GroupChangePlan.FromBody(Sample.GroupType, body, profile).NeedsMembers}")).Append(' ');
            outcome.Append(Try(() => SearchRequest.Parse(body, profile).Filter is null ? "all" : "some")).Append(' ');
        }

        return outcome.Append(Try(() => $"{SchemaReader.Read(body).Attributes.Length > 1}")).ToString();
    }

    private static string Create(JsonElement body, IdpProfile profile)
    {
        var user = ResourceBinder.BindCreate(Sample.UserType, body, profile);
        var stored = ResourceJson.Write(Sample.UserType, user);
        Hold(ResourceJson.Write(Sample.UserType, ResourceJson.Read(Sample.UserType, stored)).AsSpan().SequenceEqual(stored), "what is stored reads as something else");
        return string.Join(',', user.Attributes.Take(3).Select(a => a.Key));
    }
}
