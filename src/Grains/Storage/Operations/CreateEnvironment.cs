namespace Scim.Grains.Storage.Operations;

/// <summary>Creates an environment of that id with its tenant <c>default</c>. Missing: project. Conflict: <see cref="ConflictKind.EnvironmentKey"/>. Event <c>environment.created</c>.</summary>
public sealed record CreateEnvironment(Guid Id, Guid ProjectId, string Key, string Name, Guid DefaultTenantId) : StoreOperation;
