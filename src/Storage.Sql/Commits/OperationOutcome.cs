using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Commits;

/// <summary>What became of one operation: a result, or the reason for refusing its group.</summary>
internal readonly record struct OperationOutcome
{
    private readonly ConflictKind _conflict;
    private readonly MissingKind _missing;
    private readonly Guid? _missingId;
    private readonly Refusal _refusal;

    private OperationOutcome(OperationResult? result, Refusal refusal, ConflictKind conflict, MissingKind missing, Guid? missingId) =>
        (Result, _refusal, _conflict, _missing, _missingId) = (result, refusal, conflict, missing, missingId);

    private enum Refusal
    {
        None,
        Conflict,
        VersionMismatch,
        Missing,
    }

    /// <summary>Null when refused.</summary>
    public OperationResult? Result { get; }

    public static OperationOutcome VersionMismatch { get; } = new(null, Refusal.VersionMismatch, default, default, null);

    public static OperationOutcome Conflict(ConflictKind kind) => new(null, Refusal.Conflict, kind, default, null);

    public static OperationOutcome Missing(MissingKind kind, Guid? id = null) => new(null, Refusal.Missing, default, kind, id);

    public static implicit operator OperationOutcome(OperationResult result) => new(result, Refusal.None, default, default, null);

    public CommitResult ToRefusal(int operationIndex) => _refusal switch
    {
        Refusal.Conflict => new CommitResult.Conflicted(operationIndex, _conflict),
        Refusal.VersionMismatch => new CommitResult.VersionMismatch(operationIndex),
        _ => new CommitResult.Missing(operationIndex, _missing, _missingId),
    };
}
