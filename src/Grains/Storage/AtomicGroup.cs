using System.Collections.Immutable;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage.Operations;

namespace Scim.Grains.Storage;

/// <summary>Operations of one environment that happen together or not at all.</summary>
/// <param name="OperationId">Fixed before the first attempt.</param>
/// <param name="Environment">The environment; its event positions order its commits. For operations above environments, the empty id.</param>
/// <param name="Time">The time of the change, for <c>lastModified</c> and the events.</param>
/// <param name="TokenId">Who, for the events; null for administration and the service itself.</param>
/// <param name="Operations">In the order in which they apply.</param>
public sealed record AtomicGroup(
    Guid OperationId, EnvironmentKey Environment, DateTimeOffset Time, Guid? TokenId, ImmutableArray<StoreOperation> Operations);
