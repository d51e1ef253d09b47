using Scim.Grains.Access;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Requests;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;

namespace Scim.Grains.Environments;

/// <summary>
/// Fills an empty store at the first start: project <c>default</c>, environment <c>dev</c> with tenant <c>default</c>, an administrator key and
/// a SCIM token for the environment, in one transaction. There are no default credentials: both secrets are made here and shown once.
/// </summary>
public sealed class FirstStart(IDirectoryStore store, IIdSource ids, TimeProvider time)
{
    public const string ProjectKey = "default";
    public const string EnvironmentPathKey = "dev";
    public const string TenantKey = "default";

    /// <summary>The secrets, for the only time; null when the store holds something already.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot answer now.</exception>
    public async Task<FirstStartSecrets?> Run(CancellationToken cancellation)
    {
        if (!await store.IsEmpty(cancellation))
        {
            return null;
        }

        var project = ids.Next();
        var environment = new EnvironmentKey(ids.Next());
        var secrets = new FirstStartSecrets(AccessSecret.Create(AccessSecret.AdministratorPrefix), AccessSecret.Create(AccessSecret.TokenPrefix));
        var group = new AtomicGroup(ids.Next(), environment, time.GetUtcNow(), null,
        [
            new CreateProject(project, ProjectKey, "Default"),
            new CreateEnvironment(environment.Id, project, EnvironmentPathKey, "Development", ids.Next()),
            new CreateAdministratorKey(ids.Next(), AccessSecret.Hash(secrets.AdministratorKey), "First start"),
            new CreateToken(environment, ids.Next(), AccessSecret.Hash(secrets.Token), null, "First start", null),
        ]);
        return await store.Commit(group, cancellation) switch
        {
            CommitResult.Committed => secrets,

            // Another node was faster: its secrets are the ones.
            CommitResult.Conflicted => null,
            var other => throw new InvalidOperationException($"The first start met {other}."),
        };
    }
}
