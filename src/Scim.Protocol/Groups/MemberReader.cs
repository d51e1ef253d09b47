using System.Collections.Immutable;
using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Groups;

/// <summary>
/// Reads the members that a request names, and counts them over the whole request. Only <c>value</c> says who is meant: <c>display</c>,
/// <c>$ref</c> and <c>type: User</c> are the server's to compute and are ignored, null or not (protocol.md 26).
/// </summary>
internal sealed class MemberReader(AttributeDefinition members, IdpProfile profile)
{
    /// <summary>The most members that one request may name.</summary>
    public const int MaxMembers = 50_000;

    private readonly int _maxLength = members.TryGetSubAttribute("value", out var value) ? value.MaxLength : int.MaxValue;
    private int _count;

    /// <summary>The members of a list, of a single object, or of null (none).</summary>
    public ImmutableArray<string> ReadList(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (json.ValueKind != JsonValueKind.Array)
        {
            return [ReadOne(json)];
        }

        Count(json.GetArrayLength());
        var read = ImmutableArray.CreateBuilder<string>(json.GetArrayLength());
        foreach (var element in json.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Null)
            {
                read.Add(Read(element));
            }
        }

        return read.DrainToImmutable();
    }

    /// <summary>One member.</summary>
    public string ReadOne(JsonElement json)
    {
        Count(1);
        return Read(json);
    }

    /// <summary>The member that the value of an operation on <c>members[…]</c> names; null when it names none.</summary>
    public string? ReadReplacement(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 1)
        {
            profile.Require(Deviation.SingleValueInArray, "What replaces a member is one member and no list.");
            json = json[0];
        }

        if (json.ValueKind == JsonValueKind.Object && !(JsonMembers.TryGet(json, "value", out var value) && value.ValueKind != JsonValueKind.Null))
        {
            RefuseGroup(json);
            return null;
        }

        return ReadOne(json);
    }

    /// <summary>The text of a <c>value</c>.</summary>
    public string ReadValue(JsonElement value)
    {
        Count(1);
        return Check(value);
    }

    /// <summary>Takes note of another sub-attribute, which names nobody and is the server's to compute; only a nested group is refused.</summary>
    public static string? IgnoreDetail(AttributeDefinition sub, JsonElement value)
    {
        if (sub.Name == "type")
        {
            RefuseGroupType(value);
        }

        return null;
    }

    /// <summary>Counts members towards the limit of the request.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.PatchTooMany"/>.</exception>
    public void Count(int members)
    {
        _count += members;
        if (_count > MaxMembers)
        {
            throw new ScimException(Refusals.PatchTooMany, $"The request names more than {MaxMembers} members; split it.");
        }
    }

    private static void RefuseGroupType(JsonElement type)
    {
        if (type.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
        {
            throw new ScimException(Refusals.WrongType, "The `type` of a member is a string.");
        }

        if (type.ValueKind == JsonValueKind.String && string.Equals(type.GetString(), "Group", StringComparison.OrdinalIgnoreCase))
        {
            throw new ScimException(Refusals.NestedGroup, "A group cannot be a member of a group: groups are roles, and roles do not nest.");
        }
    }

    private static void RefuseGroup(JsonElement member)
    {
        if (JsonMembers.TryGet(member, "type", out var type))
        {
            RefuseGroupType(type);
        }
    }

    private string Read(JsonElement member)
    {
        var value = member;
        if (member.ValueKind == JsonValueKind.Object)
        {
            RefuseGroup(member);
            if (!JsonMembers.TryGet(member, "value", out value))
            {
                throw Missing();
            }
        }
        else if (member.ValueKind == JsonValueKind.String)
        {
            profile.Require(Deviation.MembersAsText, "A member is an object with the `value` of a user.");
        }
        else
        {
            throw new ScimException(Refusals.WrongType, "A member is an object with the `value` of a user.");
        }

        return Check(value);
    }

    private string Check(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            throw Missing();
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw new ScimException(Refusals.WrongType, "The `value` of a member is a string.");
        }

        var text = value.GetString()!;
        if (string.IsNullOrWhiteSpace(text))
        {
            throw Missing();
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ScimException(Refusals.BadValue, "The `value` of a member has a NUL character.");
        }

        return text.Length <= _maxLength
            ? text
            : throw new ScimException(Refusals.ValueTooLong, $"The `value` of a member has {text.Length} characters; at most {_maxLength} are allowed.");
    }

    private static ScimException Missing() => new(Refusals.MissingValue, "A member has no `value` to say who it is.");
}
