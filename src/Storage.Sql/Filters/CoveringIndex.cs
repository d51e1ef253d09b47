using Scim.Protocol.Filters;

namespace Scim.Storage.Sql.Filters;

/// <summary>Finds the index of users that holds all that a filter asks of them, so that its matches are counted without their rows (docs/decisions/0015-order-and-cursors.md).</summary>
internal static class CoveringIndex
{
    public const string ByName = "users_by_name";
    public const string ByState = "users_by_modified";

    /// <summary>Null when there is none.</summary>
    public static string? Of(CheckedFilter filter) => filter switch
    {
        CheckedFilter.Comparison { Target: { Extension: null, Attribute.Name: "userName" }, Operand: FilterOperand.FoldedText } => ByName,
        CheckedFilter.Comparison { Target: { Extension: null, Attribute.Name: "active" }, Operand: FilterOperand.Flag, AbsentValue.Value: true } => ByState,
        CheckedFilter.Logical logical => Of(logical.Left) is { } index && index == Of(logical.Right) ? index : null,
        CheckedFilter.Not not => Of(not.Operand),
        _ => null,
    };
}
