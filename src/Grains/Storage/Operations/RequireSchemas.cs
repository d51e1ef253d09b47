using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>
/// Writes nothing, and holds its group to the set of schemas that it was decided by: goes with a resource that has data of an environment's extension, so that none is left
/// without a schema. Version mismatch: the set has moved.
/// </summary>
public sealed record RequireSchemas(EnvironmentKey Environment, long Version) : StoreOperation;
