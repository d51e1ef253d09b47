using Scim.Grains.Interfaces.Keys;

namespace Scim.Storage.Sql.Commits;

/// <summary>An event that waits for its position.</summary>
internal readonly record struct StagedEvent(
    EnvironmentKey Environment, string? Tenant, string Kind, Guid ResourceId, long Version, string? Detail);
