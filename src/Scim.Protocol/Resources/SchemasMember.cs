using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Json;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Resources;

/// <summary>
/// Judges the <c>schemas</c> of a request (docs: protocol, "Decided"), which names the base schema, and no other than the extensions of the type. A forgiving profile assumes an absent
/// one (<see cref="Deviation.AbsentSchemas"/>) and ignores what it does not know (<see cref="Deviation.UnknownSchemas"/>); a body that names only another resource type's or another
/// message's schema is refused by all.
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
        var (own, named, foreign, unknown, absent) = (false, false, (string?)null, (string?)null, true);
        Span<char> scratch = stackalloc char[MemberNames.Scratch];
        foreach (var member in body.EnumerateObject())
        {
            if (!member.NameIn(scratch).Equals(CommonAttributes.Schemas.Name, StringComparison.OrdinalIgnoreCase) || member.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            switch (member.Value.ValueKind)
            {
                case JsonValueKind.Array:
                    // Not by index: that counts from the beginning each time where the list holds anything but plain values.
                    foreach (var item in member.Value.EnumerateArray())
                    {
                        Look(item);
                    }

                    break;
                case JsonValueKind.String:
                    profile.Require(Deviation.SingleForList, "'schemas' must be a list of strings.");
                    Look(member.Value);
                    break;
                default:
                    throw WrongType();
            }
        }

        if (absent)
        {
            profile.Require(Deviation.AbsentSchemas, $"`schemas` must name '{expected}'.");
        }
        else if (foreign is not null && !own && !named)
        {
            throw new ScimException(Refusals.WrongSchema, $"`schemas` must name '{expected}'.");
        }
        else if (!own || foreign is not null || unknown is not null)
        {
            profile.Require(Deviation.UnknownSchemas, own ? $"`schemas` names '{foreign ?? unknown}', which is not for this." : $"`schemas` must name '{expected}'.");
        }

        void Look(JsonElement item)
        {
            absent = false;
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

    private static bool IsForeign(string urn) =>
        SchemaCatalog.Core.TryGetSchema(urn, out _) || urn.StartsWith(MessagePrefix, StringComparison.OrdinalIgnoreCase);

    private static ScimException WrongType() => new(Refusals.WrongType, "'schemas' must be a list of strings.");
}
