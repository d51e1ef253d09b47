using System.Globalization;
using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Messages;

/// <summary>
/// A query sent by POST (RFC 7644 §3.4.3, RFC 9865 §3): the parameters of a GET as members, names without regard to case. Null and absent are the same,
/// unknown members are ignored. Numbers are clamped as in a GET by who applies them.
/// </summary>
public sealed record SearchRequest
{
    public string? Filter { get; private init; }

    /// <summary>Names by commas.</summary>
    public string? Attributes { get; private init; }

    /// <summary>Names by commas.</summary>
    public string? ExcludedAttributes { get; private init; }

    public string? SortBy { get; private init; }

    public string? SortOrder { get; private init; }

    /// <summary>An integer of any size, as its text.</summary>
    public string? StartIndex { get; private init; }

    /// <summary>An integer of any size, as its text.</summary>
    public string? Count { get; private init; }

    /// <summary>Empty asks for the first page.</summary>
    public string? Cursor { get; private init; }

    /// <exception cref="ScimException"><see cref="Refusals.WrongSchema"/>, <see cref="Refusals.WrongType"/> or <see cref="Refusals.SearchSyntax"/>.</exception>
    public static SearchRequest Parse(JsonElement body, IdpProfile profile)
    {
        SchemasMember.CheckMessage(SchemaUrns.SearchRequest, body, profile);
        return new SearchRequest
        {
            Filter = Text(body, "filter"),
            Attributes = Names(body, "attributes", profile),
            ExcludedAttributes = Names(body, "excludedAttributes", profile),
            SortBy = Text(body, "sortBy"),
            SortOrder = Text(body, "sortOrder"),
            StartIndex = Integer(body, "startIndex", profile),
            Count = Integer(body, "count", profile),
            Cursor = Text(body, "cursor"),
        };
    }

    private static JsonElement? Find(JsonElement body, string name)
    {
        JsonElement? found = null;
        foreach (var member in body.EnumerateObject())
        {
            if (!string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            // Two readers of one request must not take different queries from it.
            found = found is null ? member.Value : throw new ScimException(Refusals.SearchSyntax, $"'{name}' is given more than once; letter case does not count.");
        }

        return found is { ValueKind: JsonValueKind.Null } ? null : found;
    }

    private static string? Text(JsonElement body, string name) => Find(body, name) is { } value
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : throw WrongType(name, "a string")
        : null;

    private static string? Integer(JsonElement body, string name, IdpProfile profile)
    {
        if (Find(body, name) is not { } value)
        {
            return null;
        }

        // 10.0 and 1e2 are integers in JSON.
        if (value.ValueKind == JsonValueKind.String)
        {
            profile.Require(Deviation.SearchParametersAsText, $"'{name}' must be an integer.");
            return value.GetString();
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number == decimal.Truncate(number)
            ? decimal.Truncate(number).ToString(CultureInfo.InvariantCulture)
            : throw WrongType(name, "an integer");
    }

    private static string? Names(JsonElement body, string name, IdpProfile profile)
    {
        if (Find(body, name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            profile.Require(Deviation.SearchParametersAsText, $"'{name}' must be a list of strings.");
            return value.GetString();
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            throw WrongType(name, "a list of strings");
        }

        var names = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            names.Add(item.ValueKind == JsonValueKind.String ? item.GetString()! : throw WrongType(name, "a list of strings"));
        }

        return string.Join(',', names);
    }

    private static ScimException WrongType(string name, string wanted) => new(Refusals.WrongType, $"'{name}' must be {wanted}.");
}
