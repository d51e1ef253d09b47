using Scim.Grains.Coherence;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Schemas;
using Scim.Grains.Storage;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Grains.Schemas;

/// <summary>
/// The schemas of an environment: from a committed copy while that is current, else from the store. So every request that begins after a change was acknowledged is decided by it,
/// on whatever node.
/// </summary>
internal sealed class EnvironmentSchemas(CommittedCopies copies, IDirectoryStore store) : ICommittedSchemas
{
    private const int LoadAttempts = 3;

    public SchemaSet? Find(EnvironmentKey environment) => FromCopies(environment)?.Set;

    public async ValueTask<SchemaCatalog> Of(EnvironmentKey environment) => (FromCopies(environment) ?? await Load(environment)).Catalog;

    /// <summary>The set and its schemas, from a copy if that is current.</summary>
    public ValueTask<SchemasCopy> Read(EnvironmentKey environment) => FromCopies(environment) is { } copy ? new(copy) : Load(environment);

    /// <summary>As committed now, past all copies.</summary>
    public async ValueTask<SchemasCopy> Load(EnvironmentKey environment)
    {
        for (var attempt = 1; ; attempt++)
        {
            var ticket = copies.Begin();
            var loaded = await store.LoadSchemas(environment, CancellationToken.None);
            var copy = SchemasCopy.Of(loaded.Value);
            if (copies.PutLoaded(ticket, loaded.Position, new Copy(CopyKey.Schemas(environment), copy)) || attempt == LoadAttempts)
            {
                return copy;
            }
        }
    }

    /// <summary>What a write of a resource has to be held to: the schemas, if it brings data of an environment's extension. Null for all other writes, which cost nothing more.</summary>
    public static Storage.Operations.RequireSchemas? Guard(EnvironmentKey environment, SchemaCatalog catalog, ResourceType type, ScimObject resource)
    {
        if (catalog.Version == 0)
        {
            return null;
        }

        foreach (var extension in type.Extensions)
        {
            if (resource[extension.Schema.Id] is not null && !SchemaCatalog.Core.TryGetSchema(extension.Schema.Id, out _))
            {
                return new Storage.Operations.RequireSchemas(environment, catalog.Version);
            }
        }

        return null;
    }

    private SchemasCopy? FromCopies(EnvironmentKey environment) =>
        copies.Find(CopyKey.Schemas(environment)) is { } entry && copies.AreCurrent(entry) ? (SchemasCopy)entry.Value! : null;
}
