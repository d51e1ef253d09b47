using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scim.Service.Tests.Exchanges;

/// <summary>One recorded conversation of an identity provider with a service provider: what it sends, what it expects back. A line of <c>Cases/*.jsonl</c>.</summary>
internal sealed record Exchange
{
    public required string Id { get; init; }

    /// <summary>The client whose habit it is, or <c>any</c>.</summary>
    public required string Idp { get; init; }

    public required string Topic { get; init; }

    public required string Title { get; init; }

    /// <summary><c>must</c>, <c>should</c> or <c>may</c>; all are held here.</summary>
    public string Level { get; init; } = "must";

    /// <summary>What the service must announce or the environment must offer for this exchange to make sense.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Whether sources leave the expectation open; <see cref="Why"/> says on what it rests.</summary>
    public bool Debatable { get; init; }

    public string? Why { get; init; }

    public IReadOnlyList<Step> Setup { get; init; } = [];

    public required Step Request { get; init; }

    public required Expectation Expect { get; init; }

    public required string Source { get; init; }

    /// <summary>Every step in order, those inside parallel steps too.</summary>
    [JsonIgnore]
    public IEnumerable<Step> AllSteps =>
        Setup.Append(Request).Concat(Expect.Then).SelectMany(step => step.ParallelSteps.Prepend(step));

    /// <exception cref="JsonException">The line is not an exchange, or has a member that the runner does not know.</exception>
    public static Exchange Parse(string line) => JsonSerializer.Deserialize<Exchange>(line, Format)
        ?? throw new JsonException("an exchange is an object");

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter<StepBase>(), new JsonStringEnumConverter<StepAuthorization>(JsonNamingPolicy.SnakeCaseLower) },
    };
}
