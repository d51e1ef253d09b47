using System.Text.Json;
using System.Text.RegularExpressions;

namespace Scim.Service.Tests.Exchanges;

/// <summary>The part of JSONPath that the exchanges use: <c>$.name</c>, <c>['name']</c>, <c>[0]</c>, <c>[*]</c>, <c>[?(@.name=='value')]</c>.</summary>
internal static partial class JsonPath
{
    /// <exception cref="ExchangeException">The path is outside the subset.</exception>
    public static Selection Select(JsonElement document, string path)
    {
        if (!path.StartsWith('$'))
        {
            throw new ExchangeException($"bad path {path}");
        }

        List<JsonElement> nodes = [document];
        var several = false;
        for (var at = 1; at < path.Length;)
        {
            var step = Step().Match(path, at);
            if (!step.Success)
            {
                throw new ExchangeException($"bad path {path} at {at}");
            }

            at += step.Length;
            several |= step.Groups["star"].Success || step.Groups["key"].Success;
            nodes = nodes.SelectMany(node => Follow(node, step)).ToList();
        }

        return new Selection(nodes, several);
    }

    private static IEnumerable<JsonElement> Follow(JsonElement node, Match step)
    {
        if (step.Groups["name"].Success)
        {
            return node.ValueKind == JsonValueKind.Object && node.TryGetProperty(step.Groups["name"].Value, out var member) ? [member] : [];
        }

        if (step.Groups["star"].Success && node.ValueKind == JsonValueKind.Object)
        {
            return node.EnumerateObject().Select(member => member.Value);
        }

        if (node.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        if (step.Groups["star"].Success)
        {
            return node.EnumerateArray();
        }

        return step.Groups["index"].Success ? At(node, int.Parse(step.Groups["index"].Value)) : Where(node, step);
    }

    private static IEnumerable<JsonElement> At(JsonElement array, int index)
    {
        var count = array.GetArrayLength();
        var fromStart = index < 0 ? count + index : index;
        return fromStart >= 0 && fromStart < count ? [array[fromStart]] : [];
    }

    private static IEnumerable<JsonElement> Where(JsonElement array, Match step)
    {
        var key = step.Groups["key"].Value;
        var literal = step.Groups["value"].Value;
        var wanted = literal[0] is '\'' or '"'
            ? JsonSerializer.SerializeToElement(literal[1..^1])
            : JsonSerializer.Deserialize<JsonElement>(literal);
        var wantEqual = step.Groups["operator"].Value == "==";
        return array.EnumerateArray().Where(item =>
        {
            var equal = item.ValueKind == JsonValueKind.Object && item.TryGetProperty(key, out var value) && JsonEquality.Same(value, wanted);
            return equal == wantEqual;
        });
    }

    // Group names may repeat: each alternative captures into the same group.
    [GeneratedRegex("""
        \G(?: \.(?<name>[A-Za-z_$][\w$-]*)
          | \[\s*'(?<name>[^']*)'\s*\]
          | \[\s*"(?<name>[^"]*)"\s*\]
          | \[\s*(?<index>-?\d+)\s*\]
          | \[\s*(?<star>\*)\s*\]
          | \[\?\(\s*@(?:\.(?<key>[\w$-]+)|\['(?<key>[^']+)'\])\s*
              (?<operator>==|!=)\s*(?<value>'[^']*'|"[^"]*"|true|false|null|-?\d+(?:\.\d+)?)\s*\)\]
        )
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Step();
}
