using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Storage;

/// <summary>The state after one operation, so that nothing has to be read again. Which part is set depends on the operation.</summary>
public sealed record OperationResult
{
    /// <summary>False when the operation found everything as wanted: no version moved, no event was written.</summary>
    public bool Changed { get; init; } = true;

    /// <summary>After an operation on a user.</summary>
    public UserRow? User { get; init; }

    /// <summary>After an operation on a link.</summary>
    public LinkRow? Link { get; init; }

    /// <summary>After an operation on a group.</summary>
    public GroupRow? Group { get; init; }

    public static OperationResult Unchanged { get; } = new() { Changed = false };

    public static OperationResult Done { get; } = new();
}
