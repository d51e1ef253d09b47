namespace Scim.Fuzz.Engine;

/// <summary>An input that must not do what it does.</summary>
/// <param name="Input">As it was run.</param>
/// <param name="What">The exception with its first line of the stack, or the time taken.</param>
internal sealed record FuzzFailure(byte[] Input, string What);
