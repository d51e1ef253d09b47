using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>
/// Adds an extension schema to an environment, or gives the one of that id another form. Missing: environment. Version mismatch: the set of schemas has moved.
/// Events <c>schema.added</c>, <c>schema.changed</c>.
/// </summary>
/// <param name="Environment">The environment.</param>
/// <param name="ExpectedVersion">Of the environment's set of schemas; 0 as long as there was none.</param>
/// <param name="Id">The schema's own.</param>
/// <param name="Urn">Never changes.</param>
/// <param name="ResourceType">Never changes: <c>User</c> or <c>Group</c>.</param>
/// <param name="Required">Whether every resource of the type must carry it.</param>
/// <param name="Document">The schema as UTF-8 JSON.</param>
/// <param name="OnlyUnused">Conflict <see cref="ConflictKind.SchemaInUse"/> if a resource has data under the URN.</param>
/// <param name="OnlyWithoutResources">Conflict <see cref="ConflictKind.ResourcesExist"/> if there is a resource of the type.</param>
public sealed record PutExtension(
    EnvironmentKey Environment, long ExpectedVersion, Guid Id, string Urn, string ResourceType, bool Required, byte[] Document, bool OnlyUnused, bool OnlyWithoutResources)
    : StoreOperation;
