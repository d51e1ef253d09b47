using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Interfaces.Schemas;

/// <summary>
/// What a silo's process can answer about an environment's extensions from its own committed copies without a call: only what is provably current. Null means: ask
/// <see cref="IExtensionSchemaGrain.Load"/>. There is none in a process without a silo.
/// </summary>
public interface ICommittedSchemas
{
    /// <summary>The same object as long as nothing changes.</summary>
    SchemaSet? Find(EnvironmentKey environment);
}
