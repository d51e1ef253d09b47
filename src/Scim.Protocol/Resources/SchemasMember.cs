using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Resources;

/// <summary>
/// Judges the <c>schemas</c> of a request (docs: protocol, "Decided"). A forgiving profile assumes an absent one and ignores what it does not know,
/// but refuses a body that names only another resource type's or another message's schema. A strict one wants exactly the schemas that it knows.
/// </summary>
public static class SchemasMember
{
    private const string MessagePrefix = "urn:ietf:params:scim:api:messages:2.0:";

    /// <summary>For a resource in a POST or PUT.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.WrongSchema"/>, <see cref="Refusals.WrongType"/>.</exception>
    public static void CheckResource(ResourceType type, JsonElement body, IdpProfile profile) =>
        Check(body, type.Schema.Id, urn => type.TryGetSchema(urn, out _), profile);

    /// <summary>For a message, such as <see cref="SchemaUrns.PatchOp"/>.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.WrongSchema"/>, <see cref="Refusals.WrongType"/>.</exception>
    public static void CheckMessage(string messageUrn, JsonElement body, IdpProfile profile) =>
        Check(body, messageUrn, static _ => false, profile);

    private static void Check(JsonElement body, string expected, Func<string, bool> isOwn, IdpProfile profile)
    {
        var (own, named, foreign, unknown) = (false, false, (string?)null, (string?)null);
        foreach (var member in body.EnumerateObject())
        {
            if (!string.Equals(member.Name, CommonAttributes.Schemas.Name, StringComparison.OrdinalIgnoreCase) || member.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (member.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.String))
            {
                throw WrongType();
            }

            for (var i = 0; i < (member.Value.ValueKind == JsonValueKind.String ? 1 : member.Value.GetArrayLength()); i++)
            {
                var item = member.Value.ValueKind == JsonValueKind.String ? member.Value : member.Value[i];
                var urn = item.ValueKind == JsonValueKind.String ? item.GetString()! : throw WrongType();
                if (string.Equals(urn, expected, StringComparison.OrdinalIgnoreCase))
                {
                    own = true;
                }
                else if (isOwn(urn))
                {
                    named = true;
                }
                else if (IsForeign(urn))
                {
                    foreign = urn;
                }
                else
                {
                    unknown = urn;
                }
            }
        }

        if (profile.ForgivesSchemas ? foreign is not null && !own && !named : !own || foreign is not null || unknown is not null)
        {
            throw new ScimException(Refusals.WrongSchema, foreign is null && own
                ? "`schemas` names a schema that this resource type does not have."
                : $"`schemas` must name '{expected}'.");
        }
    }

    private static bool IsForeign(string urn) =>
        SchemaCatalog.Core.TryGetSchema(urn, out _) || urn.StartsWith(MessagePrefix, StringComparison.OrdinalIgnoreCase);

    private static ScimException WrongType() => new(Refusals.WrongType, "'schemas' must be a list of strings.");
}
