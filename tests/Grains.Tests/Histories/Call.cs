namespace Scim.Grains.Tests.Histories;

/// <summary>One request about one resource, with what was answered and when it began and ended.</summary>
/// <param name="Began">A position in the order of all beginnings and ends.</param>
/// <param name="Ended">Its end's position; greater than <paramref name="Began"/>.</param>
/// <param name="Kind">What was asked.</param>
/// <param name="Argument">The text that a Put writes or a Patch adds; null for the rest.</param>
/// <param name="IfMatch">The version that the resource had to have, or null.</param>
/// <param name="Answer">What came back.</param>
internal sealed record Call(int Began, int Ended, CallKind Kind, string? Argument, long? IfMatch, Answer Answer)
{
    public override string ToString() => $"{Began}-{Ended} {Kind} {Argument} {(IfMatch is null ? "" : $"if {IfMatch} ")}→ {Answer}";
}
