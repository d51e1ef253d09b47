using System.Text.Json;

namespace Scim.Service.Tests.Exchanges;

/// <summary>One request of an exchange, sent once, several times, or beside others.</summary>
internal sealed record Step
{
    public string Method { get; init; } = "GET";

    /// <summary>Continues the base, goes out as written; placeholders are percent-encoded unless <see cref="RawPath"/>.</summary>
    public string Path { get; init; } = "";

    public bool RawPath { get; init; }

    /// <summary>Names and values that are percent-encoded and appended.</summary>
    public IReadOnlyDictionary<string, JsonElement> Query { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Headers to add; null takes one of the standard headers away.</summary>
    public IReadOnlyDictionary<string, string?> Headers { get; init; } = new Dictionary<string, string?>();

    public JsonElement Body { get; init; }

    public string? RawBody { get; init; }

    public GeneratedText? GenBody { get; init; }

    public GeneratedText? GenQuery { get; init; }

    public StepAuthorization Auth { get; init; }

    public StepBase Base { get; init; }

    /// <summary>Names to set from the answer: a JSONPath, <c>header:Name</c> or <c>status</c>.</summary>
    public IReadOnlyDictionary<string, string> Capture { get; init; } = new Dictionary<string, string>();

    /// <summary>As <see cref="Capture"/>, of what may be missing.</summary>
    public IReadOnlyDictionary<string, string> CaptureOptional { get; init; } = new Dictionary<string, string>();

    /// <summary>As <see cref="Capture"/>, one list over all repetitions.</summary>
    public IReadOnlyDictionary<string, string> CaptureList { get; init; } = new Dictionary<string, string>();

    public int? Repeat { get; init; }

    /// <summary>The captured list to repeat over, as <c>{{item}}</c>.</summary>
    public string? Each { get; init; }

    public bool Parallel { get; init; }

    public IReadOnlyList<Step> ParallelSteps { get; init; } = [];

    /// <summary>How long the client pauses first, in milliseconds: part of the conversation, e.g. to let a clock's second pass.</summary>
    public int SleepMs { get; init; }

    public Expectation? Expect { get; init; }

    public string? Note { get; init; }
}
