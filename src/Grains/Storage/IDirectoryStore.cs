namespace Scim.Grains.Storage;

/// <summary>
/// The directory's only truth: what is committed here has happened. Implemented per database; no SQL and no transaction shows in a signature,
/// so that a store without either (Azure Tables) can implement it. Every method throws <see cref="StoreUnavailableException"/> when the store
/// cannot answer now; then nothing was applied, or it is not known to the caller and must not be acknowledged.
/// </summary>
public interface IDirectoryStore : IUserReader, IGroupReader, IAdministrationReader
{
    /// <summary>
    /// Applies all operations of the group and their events, or none, durably. Groups waiting at the same time share a commit; a group never fails for its neighbours.
    /// Answers only after the commit, and after <see cref="ICommitObserver"/> has heard of it. Repeating a group with the same <see cref="AtomicGroup.OperationId"/> after an unknown outcome is settled by that id.
    /// </summary>
    ValueTask<CommitResult> Commit(AtomicGroup group, CancellationToken cancellation);
}
