using System.Text.Json;
using System.Text.RegularExpressions;

namespace Scim.Service.Tests.Exchanges;

/// <summary>The conditions that an exchange can put on a part of an answer.</summary>
internal static class CheckOperators
{
    private static readonly Dictionary<string, Func<Selection, JsonElement, bool>> ByName = new(StringComparer.Ordinal)
    {
        ["exists"] = (found, _) => found.Nodes.Count > 0,
        ["absent"] = (found, _) => found.Nodes.Count == 0,
        ["absent_or_empty"] = (found, _) => found.Nodes.All(JsonEquality.IsEmpty),
        ["not_empty"] = (found, _) => found.Nodes.Count > 0 && !JsonEquality.IsEmpty(found.Nodes[0]),
        ["count_eq"] = (found, wanted) => found.Nodes.Count == wanted.GetInt32(),
        ["count_le"] = (found, wanted) => found.Nodes.Count <= wanted.GetInt32(),
        ["count_ge"] = (found, wanted) => found.Nodes.Count >= wanted.GetInt32(),
        ["eq"] = First((value, wanted) => JsonEquality.Same(value, wanted)),
        ["ne"] = (found, wanted) => !found.Nodes.Any(node => JsonEquality.Same(node, wanted)),
        ["eq_ci"] = First((value, wanted) => IsString(value) && string.Equals(value.GetString(), Text(wanted), StringComparison.OrdinalIgnoreCase)),
        ["one_of"] = First((value, wanted) => wanted.EnumerateArray().Any(option => JsonEquality.Same(value, option))),
        ["contains"] = (found, wanted) => found.IsList ? Holds(found.Nodes, wanted) : found.Nodes.Count > 0 && Contains(found.Nodes[0], wanted),
        ["not_contains"] = (found, wanted) => found.IsList
            ? !Holds(found.Nodes, wanted) && !found.Nodes.Any(node => node.ValueKind == JsonValueKind.Array && Contains(node, wanted))
            : !found.Nodes.Any(node => Contains(node, wanted)),
        ["matches"] = First((value, wanted) => IsString(value) && Matches(value, wanted)),
        ["not_matches"] = (found, wanted) => !found.Nodes.Any(node => IsString(node) && Matches(node, wanted)),
        ["set_eq"] = (found, wanted) => Items(found) is { } items && items.Count == wanted.GetArrayLength()
            && wanted.EnumerateArray().All(item => Holds(items, item)),
        ["unique"] = (found, _) => Items(found) is { } items && items.Select((item, i) => (item, i))
            .All(one => !items.Skip(one.i + 1).Any(other => JsonEquality.Same(one.item, other))),
        ["type"] = First((value, wanted) => HasType(value, wanted.GetString()!)),
        ["len_eq"] = (found, wanted) => Length(found) == wanted.GetInt32(),
        ["len_ge"] = (found, wanted) => found.Nodes.Count > 0 && Length(found) >= wanted.GetInt32(),
        ["len_le"] = (found, wanted) => Length(found) <= wanted.GetInt32(),
        ["gt"] = First((value, wanted) => Compare(value, wanted) > 0),
        ["ge"] = First((value, wanted) => Compare(value, wanted) >= 0),
        ["lt"] = First((value, wanted) => Compare(value, wanted) < 0),
        ["le"] = First((value, wanted) => Compare(value, wanted) <= 0),
    };

    /// <exception cref="ExchangeException">There is no such operator.</exception>
    public static bool Hold(string name, Selection found, JsonElement wanted) => ByName.TryGetValue(name, out var condition)
        ? condition(found, wanted)
        : throw new ExchangeException($"unknown operator {name}");

    private static Func<Selection, JsonElement, bool> First(Func<JsonElement, JsonElement, bool> condition) =>
        (found, wanted) => found.Nodes.Count > 0 && condition(found.Nodes[0], wanted);

    /// <summary>The list meant: all that was found, or the one array; nothing found is an empty list.</summary>
    private static IReadOnlyList<JsonElement>? Items(Selection found)
    {
        if (found.IsList || found.Nodes.Count == 0)
        {
            return found.Nodes;
        }

        return found.Nodes[0].ValueKind == JsonValueKind.Array ? [.. found.Nodes[0].EnumerateArray()] : null;
    }

    private static bool Holds(IEnumerable<JsonElement> items, JsonElement wanted) => items.Any(item => JsonEquality.Same(item, wanted));

    private static bool Contains(JsonElement value, JsonElement wanted) => value.ValueKind switch
    {
        JsonValueKind.Array => Holds(value.EnumerateArray(), wanted),
        JsonValueKind.String => value.GetString()!.Contains(Text(wanted), StringComparison.Ordinal),
        _ => false,
    };

    private static bool Matches(JsonElement value, JsonElement pattern) =>
        Regex.IsMatch(value.GetString()!, pattern.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1));

    private static int Length(Selection found) => found.Nodes.Count == 0 ? 0 : found.Nodes[0].ValueKind switch
    {
        JsonValueKind.Array => found.Nodes[0].GetArrayLength(),
        JsonValueKind.String => found.Nodes[0].GetString()!.Length,
        JsonValueKind.Object => found.Nodes[0].EnumerateObject().Count(),
        _ => throw new ExchangeException($"a {found.Nodes[0].ValueKind} has no length"),
    };

    private static bool HasType(JsonElement value, string type) => type switch
    {
        "string" => IsString(value),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0,
        "number" => value.ValueKind == JsonValueKind.Number,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new ExchangeException($"unknown type {type}"),
    };

    /// <summary>Null when the two cannot be compared, which makes every comparison false.</summary>
    private static int? Compare(JsonElement value, JsonElement wanted) => (value.ValueKind, wanted.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => value.GetDecimal().CompareTo(wanted.GetDecimal()),
        (JsonValueKind.String, JsonValueKind.String) => string.CompareOrdinal(value.GetString(), wanted.GetString()),
        _ => null,
    };

    private static bool IsString(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static string Text(JsonElement value) => IsString(value) ? value.GetString()! : value.GetRawText();
}
