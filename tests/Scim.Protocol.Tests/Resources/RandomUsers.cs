using System.Text.Json.Nodes;
using CsCheck;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests.Resources;

/// <summary>Bodies of valid users: any choice of the schema's attributes with values of their types.</summary>
internal static class RandomUsers
{
    private static readonly AttributeDefinition[] Plain =
        [.. SchemaCatalog.Core.User.Schema.Attributes.Where(a => a.Name is not ("userName" or "groups" or "password"))];

    private static readonly Gen<string> Text = Gen.String[Gen.Char["aZ 0\"\\/é名\u0001\u2028<&\uFFFD"], 0, 12];

    public static Gen<string> AttributeName { get; } = Gen.OneOf(Plain.Select(a => a.Name).ToArray());

    public static Gen<string> Json { get; } =
        Gen.Select(Gen.Int[0, (1 << Plain.Length) - 1], Gen.Int[0, int.MaxValue], Text.Array[40], Gen.Bool, (chosen, salt, texts, enterprise) =>
        {
            var source = new Queue(texts, salt);
            var user = new JsonObject { ["userName"] = "u" + source.Text() };
            for (var i = 0; i < Plain.Length; i++)
            {
                if ((chosen & (1 << i)) != 0)
                {
                    user[Plain[i].Name] = Value(Plain[i], source);
                }
            }

            if (enterprise)
            {
                user[SchemaUrns.EnterpriseUser] = Members(SchemaCatalog.Core.User.Extensions[0].Schema.Attributes, source);
            }

            return user.ToJsonString();
        });

    private static JsonNode Value(AttributeDefinition attribute, Queue source) => attribute switch
    {
        { MultiValued: true } => new JsonArray([.. Enumerable.Range(0, 1 + source.Number(3)).Select(i => Element(attribute, source, i))]),
        _ => Element(attribute, source, 0),
    };

    private static JsonNode Element(AttributeDefinition attribute, Queue source, int index) => attribute.Type switch
    {
        AttributeType.Complex => Members(attribute.SubAttributes, source, index),
        AttributeType.Boolean => index == 0 && source.Number(2) == 1,
        AttributeType.Binary => Convert.ToBase64String(new byte[source.Number(9)]),
        _ => source.Text(),
    };

    private static JsonObject Members(IEnumerable<AttributeDefinition> attributes, Queue source, int index = 0)
    {
        var members = new JsonObject();
        foreach (var attribute in attributes)
        {
            if (source.Number(3) != 0)
            {
                members[attribute.Name] = attribute.Type == AttributeType.Complex ? Value(attribute, source) : Element(attribute, source, index);
            }
        }

        return members;
    }

    private sealed class Queue(string[] texts, int salt)
    {
        private int _next;

        public string Text() => texts[_next++ % texts.Length];

        public int Number(int below) => (int)((uint)HashCodeOf(_next++) % (uint)below);

        private int HashCodeOf(int position) => unchecked(((position * 31) + salt) * 16_777_619) >> 3;
    }
}
