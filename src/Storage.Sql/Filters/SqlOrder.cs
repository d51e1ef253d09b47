namespace Scim.Storage.Sql.Filters;

/// <summary>An order that an index holds, of a value that every resource has.</summary>
/// <param name="Expression">As the index has it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Index">Its name; empty where the planner needs none.</param>
/// <param name="IsUnique">No two resources of a scope have one value: there are no ties.</param>
internal sealed record SqlOrder(string Expression, SlotKind Kind, string Index, bool IsUnique);
