namespace Scim.Service.Tests.Hostile;

/// <summary>Runs after all others and alone.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryCollection;
