using System.Runtime.InteropServices;
using System.Text.Json;
using Scim.Protocol.Comparisons;
using Scim.Protocol.Groups;
using Scim.Protocol.Patch;

namespace Scim.Protocol.Bulk;

/// <summary>What an operation's data speaks of: the resources it refers to, the names it may take, the ids it mentions.</summary>
internal sealed class BulkScan
{
    private readonly BulkOperation _operation;
    private readonly bool _isPatch;
    private readonly bool _looksAtMembers;

    public BulkScan(BulkOperation operation)
    {
        _operation = operation;
        _isPatch = operation.Method == BulkMethod.Patch;
        if (operation.Fault is not null || operation.Target is not { } target)
        {
            return;
        }

        _looksAtMembers = _isPatch || target.IsGroup;
        if (target.Reference is { } reference)
        {
            References.Add(reference);
        }

        if (operation.Data.ValueKind == JsonValueKind.Object)
        {
            Visit(operation.Data, null);
            AddName(target.IsGroup ? "displayName" : "userName");
        }
    }

    /// <summary>The bulkIds referred to, in data and path.</summary>
    public HashSet<string> References { get; } = new(StringComparer.Ordinal);

    /// <summary>The userNames and group names that the operation takes, or makes a user of (rule G10), each after a letter for its kind.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Every id that the data mentions.</summary>
    public HashSet<Guid> Ids { get; } = [];

    /// <summary>Whether a PATCH may change the resource's name to one that is not looked for, and sets the old one free.</summary>
    public bool MayRename { get; private set; }

    private void Visit(JsonElement element, string? member)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    if (!_looksAtMembers)
                    {
                        Visit(property.Value, null);
                        continue;
                    }

                    MayRename |= _isPatch && NamesTheName(property.Name);
                    Visit(property.Value, property.Name);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Visit(item, member);
                }

                break;
            case JsonValueKind.String when _looksAtMembers || MayBeReferenceOrId(element):
                Visit(element.GetString()!, member);
                break;
        }
    }

    // Most texts of a user are neither, which their first letter and their length tell, without a string being made of each.
    private static bool MayBeReferenceOrId(JsonElement text)
    {
        const int IdInQuotes = 38;
        var raw = JsonMarshal.GetRawUtf8Value(text);
        return raw.Length == IdInQuotes || raw[1] is (byte)'b' or (byte)'B' || raw.Contains((byte)'\\');
    }

    private void Visit(string text, string? member)
    {
        if (BulkReferences.Of(text) is { } reference)
        {
            References.Add(reference);
        }
        else if (_isPatch && BulkReferences.IsPath(member))
        {
            MayRename |= NamesTheName(text);
            BulkReferences.InPath(text, found =>
            {
                References.Add(found);
                return "";
            });
        }
        else if (Guid.TryParseExact(text, "D", out var id))
        {
            Ids.Add(id);
        }
        else if (_operation.Target!.IsGroup && (IsNamed(member, "value") || IsNamed(member, "members")))
        {
            // A member who is no id is a userName: if nobody has it, a user is made of it.
            Names.Add("u" + CaseFolding.Fold(text));
        }
    }

    private bool NamesTheName(string text) => text.Contains(_operation.Target!.IsGroup ? "displayName" : "userName", StringComparison.OrdinalIgnoreCase);

    private void AddName(string attribute)
    {
        foreach (var member in _operation.Data.EnumerateObject())
        {
            // Core attributes may stand under the core URN (protocol.md 10).
            var value = IsNamed(member.Name, attribute) ? member.Value
                : member.Value.ValueKind == JsonValueKind.Object && JsonMembers.TryGet(member.Value, attribute, out var nested) ? nested
                : default;
            if (value.ValueKind == JsonValueKind.String)
            {
                Names.Add(_operation.Target!.IsGroup ? "g" + RoleKeyRule.Normalise(value.GetString()!) : "u" + CaseFolding.Fold(value.GetString()!));
            }
        }
    }

    private static bool IsNamed(string? member, string name) => string.Equals(member, name, StringComparison.OrdinalIgnoreCase);
}
