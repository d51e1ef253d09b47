using System.Collections.Frozen;
using System.Collections.Immutable;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Deviations;

/// <summary>
/// A habit of clients that the RFCs do not allow, with one meaning that nobody can mistake. An <see cref="IdpProfile"/> forgives it, and it is read as meant, or refuses it.
/// docs/idp-profiles.md shows the wire shape of each; a test holds the two equal.
/// </summary>
public sealed class Deviation
{
    public static readonly Deviation BooleanAsText = new(0, "boolean-as-text", Refusals.WrongType);
    public static readonly Deviation BooleanAsTextInFilter = new(1, "boolean-as-text-in-filter", Refusals.FilterOperator);
    public static readonly Deviation ManagerAsText = new(2, "manager-as-text", Refusals.WrongType);
    public static readonly Deviation SingleValueInArray = new(3, "single-value-in-array", Refusals.WrongType);
    public static readonly Deviation PlainValueInArray = new(4, "plain-value-in-array", Refusals.WrongType);
    public static readonly Deviation SingleForList = new(5, "single-for-list", Refusals.WrongType);
    public static readonly Deviation MembersAsText = new(6, "members-as-text", Refusals.WrongType);
    public static readonly Deviation AbsentSchemas = new(7, "absent-schemas", Refusals.WrongSchema);
    public static readonly Deviation UnknownSchemas = new(8, "unknown-schemas", Refusals.WrongSchema);
    public static readonly Deviation CreateFromFilter = new(9, "create-from-filter", Refusals.PatchNoTarget);
    public static readonly Deviation NestedValue = new(10, "nested-value", Refusals.WrongType);
    public static readonly Deviation PathsAsKeys = new(11, "paths-as-keys", Refusals.PathAttribute);
    public static readonly Deviation ReadOnlyInValue = new(12, "read-only-in-value", Refusals.ReadOnlyAttribute);
    public static readonly Deviation RemoveWithList = new(13, "remove-with-list", Refusals.BadValue);
    public static readonly Deviation BlankPath = new(14, "blank-path", Refusals.PathSyntax);
    public static readonly Deviation OpLetterCase = new(15, "op-letter-case", Refusals.PatchSyntax);
    public static readonly Deviation MethodLetterCase = new(16, "method-letter-case", Refusals.MethodNotAllowed);
    public static readonly Deviation SearchParametersAsText = new(17, "search-parameters-as-text", Refusals.WrongType);

    private static readonly FrozenDictionary<string, Deviation> Names = All.ToFrozenDictionary(d => d.Name, StringComparer.Ordinal);

    private Deviation(int number, string name, Refusal refusal) => (Number, Name, Refusal) = (number, name, refusal);

    /// <summary>Every deviation, by <see cref="Number"/>.</summary>
    public static ImmutableArray<Deviation> All =>
    [
        BooleanAsText, BooleanAsTextInFilter, ManagerAsText, SingleValueInArray, PlainValueInArray, SingleForList, MembersAsText, AbsentSchemas, UnknownSchemas,
        CreateFromFilter, NestedValue, PathsAsKeys, ReadOnlyInValue, RemoveWithList, BlankPath, OpLetterCase, MethodLetterCase, SearchParametersAsText,
    ];

    /// <summary>Its place in a set that travels between nodes: never given to another deviation.</summary>
    public int Number { get; }

    /// <summary>In lower case and dashes, as administrators write it.</summary>
    public string Name { get; }

    /// <summary>What a request is refused with when the deviation is not forgiven.</summary>
    public Refusal Refusal { get; }

    internal int Bit => 1 << Number;

    /// <summary>The deviation of a name, or null.</summary>
    public static Deviation? Find(string name) => Names.GetValueOrDefault(name);
}
