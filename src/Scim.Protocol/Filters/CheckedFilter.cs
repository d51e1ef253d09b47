using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Scim.Protocol.Paths;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Filters;

/// <summary>
/// A filter that a resource type can answer: every reference is found, every literal converted, every operator fits. The in-memory evaluator and
/// the SQL translator both interpret this one form, and a property test holds them equal, so its meaning is exactly this
/// (docs/decisions/0005-filter-comparisons.md says why):
/// <list type="table">
/// <item><term>slots</term><description>
/// A target names zero or more <em>slots</em>. Without a sub-attribute: the single value, or one slot per element. With one: the sub-attribute
/// in the single complex value, or in each element. A slot is empty where the sub-attribute is absent, and a single-valued attribute that is
/// absent is one empty slot; a multi-valued attribute that is absent has no slots.
/// A multi-valued sub-attribute satisfies a comparison if any of its values does. Inside a value path the slots are those of the one bound element.
/// </description></item>
/// <item><term>comparison</term><description>
/// True if any slot satisfies it. An empty slot takes <see cref="Comparison.AbsentValue"/> if there is one; else it satisfies <c>ne</c> and nothing else.
/// A multi-valued attribute without slots satisfies <c>ne</c> and nothing else.
/// </description></item>
/// <item><term>eq, ne</term><description>
/// In one slot <c>ne</c> is the negation of <c>eq</c>. Text: ordinal, of the lower cases where the operand is <see cref="FilterOperand.FoldedText"/>
/// (<see cref="Comparisons.CaseFolding"/>). Numbers and instants: by value.
/// </description></item>
/// <item><term>co, sw, ew</term><description>Text alone, ordinal, folded like <c>eq</c>. The empty text is in every text.</description></item>
/// <item><term>gt, ge, lt, le</term><description>Text by code points (the order of its UTF-8 bytes), folded like <c>eq</c>; numbers by value; instants by time.</description></item>
/// <item><term>presence</term><description>
/// Any slot that holds something: a text that is not empty, a number, a boolean, a complex value with at least one present sub-attribute.
/// <c>pr</c> and <c>ne null</c> are a presence, <c>eq null</c> is its negation. <see cref="Comparison.AbsentValue"/> plays no part.
/// </description></item>
/// <item><term>value path</term><description>True if any one element (or the single complex value) satisfies the whole inner filter.</description></item>
/// <item><term>and, or, not</term><description>Two-valued: <c>not</c> is plain negation, there is no "unknown".</description></item>
/// </list>
/// </summary>
public abstract record CheckedFilter
{
    private CheckedFilter()
    {
    }

    /// <summary>
    /// The equalities of a filter that is one <c>eq</c> or a conjunction of them, to create the element that it describes.
    /// False for any other filter, and where two equalities contradict each other.
    /// </summary>
    /// <param name="equalities">Sub-attribute definitions with values in the spelling of the filter.</param>
    public bool TryGetEqualities([NotNullWhen(true)] out ImmutableArray<KeyValuePair<AttributeDefinition, ScimValue>>? equalities) =>
        FilterEqualities.TryCollect(this, out equalities);

    /// <summary>The target compared with a value. <see cref="Target"/> never ends at a complex attribute, and <see cref="Operator"/> is never <c>pr</c>.</summary>
    /// <param name="Target">In a value path, <see cref="AttributeTarget.Attribute"/> is the one whose element is bound; a missing sub-attribute then means the element itself (a multi-valued attribute of plain values).</param>
    /// <param name="Literal">The operand as written.</param>
    /// <param name="AbsentValue">What an empty slot counts as: true for a user's <c>active</c>, false for <c>primary</c>, otherwise null.</param>
    public sealed record Comparison(
        AttributeTarget Target, ComparisonOperator Operator, FilterOperand Operand, FilterLiteral Literal, ScimBoolean? AbsentValue) : CheckedFilter;

    /// <summary>The target has a value. It may end at a complex attribute.</summary>
    public sealed record Presence(AttributeTarget Target) : CheckedFilter;

    public sealed record Logical(bool IsAnd, CheckedFilter Left, CheckedFilter Right) : CheckedFilter;

    public sealed record Not(CheckedFilter Operand) : CheckedFilter;

    /// <summary>The same for every resource of the type: what a filter over several types says about an attribute that one of them lacks.</summary>
    public sealed record Constant(bool Value) : CheckedFilter;

    /// <summary>One element satisfies <see cref="Inner"/>, whose targets all lie in the same attribute.</summary>
    public sealed record ValuePath(AttributeTarget Target, CheckedFilter Inner) : CheckedFilter;
}
