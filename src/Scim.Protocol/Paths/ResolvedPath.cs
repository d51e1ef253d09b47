using System.Diagnostics.CodeAnalysis;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Paths;

/// <summary>A PATCH path found in a resource type's schemas: either a schema as a whole, or a target with an optional value filter.</summary>
/// <param name="Written">The path as written; only for messages.</param>
/// <param name="WholeSchema">The schema, when the path is a schema URN alone: an extension's whole object, or the base schema (then as if there were no path).</param>
/// <param name="Target">What is addressed otherwise. Its sub-attribute is the <c>.sub</c>, before or behind the brackets.</param>
/// <param name="ValueFilter">Selects the elements of the multi-valued <see cref="AttributeTarget.Attribute"/>; for <see cref="FilterEvaluator.ElementMatches"/>.</param>
public sealed record ResolvedPath(AttributePath Written, Schema? WholeSchema, AttributeTarget? Target, CheckedFilter? ValueFilter)
{
    [MemberNotNullWhen(true, nameof(WholeSchema))]
    [MemberNotNullWhen(false, nameof(Target))]
    public bool IsWholeSchema => WholeSchema is not null;

    public override string ToString() => IsWholeSchema ? WholeSchema.Id : Written.ToString();
}
