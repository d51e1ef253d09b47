using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Commits;

/// <summary>A group with what will be true of it once its transaction is committed.</summary>
internal readonly record struct AppliedGroup(AtomicGroup Group, CommitResult? Result);
