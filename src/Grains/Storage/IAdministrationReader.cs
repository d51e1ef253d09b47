using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Roles;
using Scim.Grains.Interfaces.Schemas;
using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Storage;

/// <summary>Reads for administration and access. Lists are in order of creation.</summary>
public interface IAdministrationReader
{
    /// <summary>Whether the store holds nothing at all yet (no project, no administrator key): the first start.</summary>
    ValueTask<bool> IsEmpty(CancellationToken cancellation);

    /// <summary>The secret from which cursors are sealed: 32 random bytes, made with the store, the same for all of its nodes and kept for good.</summary>
    ValueTask<byte[]> LoadCursorSecret(CancellationToken cancellation);

    /// <summary>By id or by key (rule A3).</summary>
    ValueTask<NamedResource?> FindProject(string idOrKey, CancellationToken cancellation);

    ValueTask<StorePage<NamedResource>> ListProjects(int offset, int limit, CancellationToken cancellation);

    ValueTask<NamedResource?> FindEnvironment(Guid projectId, string idOrKey, CancellationToken cancellation);

    ValueTask<StorePage<NamedResource>> ListEnvironments(Guid projectId, int offset, int limit, CancellationToken cancellation);

    ValueTask<Loaded<NamedResource?>> FindTenant(TenantKey tenant, CancellationToken cancellation);

    ValueTask<StorePage<NamedResource>> ListTenants(EnvironmentKey environment, int offset, int limit, CancellationToken cancellation);

    ValueTask<TokenResource?> FindToken(EnvironmentKey environment, Guid id, CancellationToken cancellation);

    ValueTask<StorePage<TokenResource>> ListTokens(EnvironmentKey environment, int offset, int limit, CancellationToken cancellation);

    /// <summary>The token of a hash with its scope, also when revoked or expired; null when unknown.</summary>
    ValueTask<TokenRow?> FindTokenByHash(byte[] hash, CancellationToken cancellation);

    ValueTask<bool> AdministratorKeyExists(byte[] hash, CancellationToken cancellation);

    ValueTask<StorePage<RoleResource>> ListRoles(EnvironmentKey environment, int offset, int limit, CancellationToken cancellation);

    ValueTask<RoleResource?> FindRole(RoleKey key, CancellationToken cancellation);

    /// <summary>The tenant that stands in the way of defining a role: it holds a group of another role whose name normalises to this key. Null when none does.</summary>
    ValueTask<string?> FindTenantHoldingName(RoleKey key, CancellationToken cancellation);

    /// <summary>The environment's extension schemas, all in one snapshot; <see cref="SchemaSet.None"/> where there is no such environment.</summary>
    ValueTask<Loaded<SchemaSet>> LoadSchemas(EnvironmentKey environment, CancellationToken cancellation);

    /// <summary>Events above a position, in order; <see cref="StorePage{T}.Total"/> is the newest position.</summary>
    ValueTask<StorePage<DirectoryEvent>> ReadEvents(EnvironmentKey environment, long after, int limit, CancellationToken cancellation);
}
