namespace Scim.Protocol.Errors;

/// <summary>A kind of refusal: every answer that says no names one.</summary>
/// <param name="Id">Stable, lower-case with dashes; in the body's <c>detail</c>, the log, the metric and docs/errors.md.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">The <c>scimType</c>, where RFC 7644 table 9 has one.</param>
/// <param name="Meaning">One sentence for docs/errors.md: what is refused and what to do about it.</param>
public sealed record Refusal(string Id, int Status, ScimErrorType Type, string Meaning);
