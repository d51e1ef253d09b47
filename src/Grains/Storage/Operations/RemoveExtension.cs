using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>
/// Removes an extension schema that no resource has data of (else conflict <see cref="ConflictKind.SchemaInUse"/>). Version mismatch: the set of schemas has moved. Event <c>schema.removed</c>.
/// </summary>
/// <param name="Environment">The environment.</param>
/// <param name="ExpectedVersion">Of the environment's set of schemas.</param>
/// <param name="Id">The schema's own.</param>
/// <param name="Urn">Its URN.</param>
/// <param name="ResourceType">The type that it extends.</param>
public sealed record RemoveExtension(EnvironmentKey Environment, long ExpectedVersion, Guid Id, string Urn, string ResourceType) : StoreOperation;
