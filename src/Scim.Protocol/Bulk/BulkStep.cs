using System.Collections.Immutable;

namespace Scim.Protocol.Bulk;

/// <summary>What is run at a time: one operation, or several that refer to each other in a circle and stand or fall together.</summary>
/// <param name="Operations">Indices into the request's operations, ascending.</param>
/// <param name="IsCircle">Whether the operations refer to each other, or the one to itself.</param>
/// <param name="After">The steps that must have ended before, by their place in the plan: each is lower than this step's own.</param>
/// <param name="MayBeTooEarly">
/// A PUT before this step may set free the name that the step wants, which nobody can tell from the request: a refusal for the name counts only once all earlier steps have ended.
/// </param>
public sealed record BulkStep(ImmutableArray<int> Operations, bool IsCircle, ImmutableArray<int> After, bool MayBeTooEarly);
