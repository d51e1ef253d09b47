namespace Scim.Grains.Interfaces.Results;

/// <summary>What a change asks of the resource's version. The headers travel as text and are parsed again where they are decided, in the turn that writes.</summary>
/// <param name="Match"><c>If-Match</c>, or null.</param>
/// <param name="NoneMatch"><c>If-None-Match</c>, or null.</param>
/// <param name="IsRepetition">
/// The API asks again after it has not heard what became of its first call. That call may have moved the version: what is as wanted by now is then no conflict (RFC 9110 §13.1.1).
/// </param>
[GenerateSerializer, Immutable, Alias("Precondition")]
public sealed record Precondition([property: Id(0)] string? Match, [property: Id(1)] string? NoneMatch, [property: Id(2)] bool IsRepetition = false);
