using System.Text.Json.Serialization;

namespace Scim.Service.Tests.Exchanges;

/// <summary>What a client expects of one answer. Body checks do not apply to a 204.</summary>
internal sealed record Expectation
{
    public IReadOnlyList<int> Status { get; init; } = [];

    /// <summary>Any status below 500 will do, and 501.</summary>
    [JsonPropertyName("no_5xx")]
    public bool No5xx { get; init; }

    public IReadOnlyList<Check> HeaderChecks { get; init; } = [];

    public IReadOnlyList<Check> JsonpathChecks { get; init; } = [];

    public bool EmptyBody { get; init; }

    public string? TextNotMatches { get; init; }

    /// <summary>Steps that show what the request has done.</summary>
    public IReadOnlyList<Step> Then { get; init; } = [];
}
