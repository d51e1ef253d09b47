using System.Collections.Immutable;

namespace Scim.Grains.Storage;

/// <summary>What became of an <see cref="AtomicGroup"/>.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>All operations are durable.</summary>
    /// <param name="Position">The environment's event position after this group: no reader at or above it may see an older state.</param>
    /// <param name="Results">One per operation.</param>
    public sealed record Committed(long Position, ImmutableArray<OperationResult> Results) : CommitResult;

    /// <summary>A unique constraint or a state refused an operation; nothing was applied.</summary>
    public sealed record Conflicted(int OperationIndex, ConflictKind Kind) : CommitResult;

    /// <summary>A row is not at the expected version; nothing was applied. Drop the copy, reload, decide again.</summary>
    public sealed record VersionMismatch(int OperationIndex) : CommitResult;

    /// <summary>Something the operation needs is not there; nothing was applied.</summary>
    /// <param name="OperationIndex">Which operation.</param>
    /// <param name="Kind">What is missing.</param>
    /// <param name="Id">Which one, where an id names it.</param>
    public sealed record Missing(int OperationIndex, MissingKind Kind, Guid? Id) : CommitResult;
}
