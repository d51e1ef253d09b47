namespace Scim.Grains.Interfaces.Results;

/// <summary>What a change asks of the resource before it counts. The headers travel as text and are parsed again where they are decided, in the turn that writes.</summary>
/// <param name="Match"><c>If-Match</c>, or null.</param>
/// <param name="NoneMatch"><c>If-None-Match</c>, or null.</param>
/// <param name="IsRepetition">
/// The API asks again after it has not heard what became of its first call. That call may have moved the version: what is as wanted by now is then no conflict (RFC 9110 §13.1.1).
/// </param>
[GenerateSerializer, Immutable, Alias("Precondition")]
public sealed record Precondition([property: Id(0)] string? Match, [property: Id(1)] string? NoneMatch, [property: Id(2)] bool IsRepetition = false)
{
    /// <summary>
    /// Whether the resource has to be an active user: one who is not may change nothing by a token that stands for that user (rule U6), least of all become active again.
    /// </summary>
    [Id(3)]
    public bool ActiveOnly { get; init; }
}
