using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scim.Service.Tests.Exchanges;

/// <summary>A condition on a header (by <see cref="Name"/>) or on a part of the body (by <see cref="Path"/>).</summary>
internal sealed record Check
{
    public string Name { get; init; } = "";

    public string Path { get; init; } = "";

    /// <summary>One of <see cref="CheckOperators"/>.</summary>
    [JsonPropertyName("op")]
    public required string Operator { get; init; }

    public JsonElement Value { get; init; }

    /// <summary>The statuses it is limited to; none: every status.</summary>
    public IReadOnlyList<int> When { get; init; } = [];

    public bool AppliesTo(int status) => When.Count == 0 || When.Contains(status);
}
