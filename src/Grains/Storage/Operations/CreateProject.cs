namespace Scim.Grains.Storage.Operations;

/// <summary>Conflict: <see cref="ConflictKind.ProjectKey"/>. Writes no event: projects are above every environment's log.</summary>
public sealed record CreateProject(Guid Id, string Key, string Name) : StoreOperation;
