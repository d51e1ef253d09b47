using Orleans.Placement;
using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Roles;
using Scim.Grains.Requests;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Protocol.Errors;
using Scim.Protocol.Groups;

namespace Scim.Grains.Environments;

/// <inheritdoc cref="IEnvironmentGrain"/>
[PreferLocalPlacement]
internal sealed class EnvironmentGrain(IGrainFactory grains, IDirectoryStore store, DirectoryCommits commits, TokenIssue tokens, IIdSource ids) : Grain, IEnvironmentGrain
{
    private EnvironmentKey? _key;

    private EnvironmentKey Key => _key ??= GrainKeys.ParseEnvironment(this.GetPrimaryKeyString());

    public Task<Outcome<NamedResource>> CreateTenant(string key, string name) => RequestBoundary.Answer(async () =>
    {
        AdministrationRules.CheckTenantKey(key);
        AdministrationRules.CheckText(name, "name");
        var tenant = new TenantKey(Key, key);
        return await commits.Commit(Key, null, new CreateTenant(tenant, ids.Next(), name)) switch
        {
            CommitResult.Committed => await FindTenant(tenant),
            CommitResult.Conflicted => throw AdministrationRules.KeyTaken(key, "tenant of the environment"),
            _ => throw MissingEnvironment(),
        };
    });

    public Task<Outcome<NamedResource>> GetTenant(string tenant) => RequestBoundary.Answer(() => FindTenant(new TenantKey(Key, tenant)));

    public Task<Outcome<Page<NamedResource>>> ListTenants(int offset, int limit) => RequestBoundary.Answer(async () =>
        (await store.ListTenants(Key, offset, limit, CancellationToken.None)).ToPage());

    public Task<Outcome<IssuedToken>> CreateToken(TokenDraft draft) => RequestBoundary.Answer(() => tokens.Issue(Key, draft));

    public Task<Outcome<TokenResource>> GetToken(Guid id) => RequestBoundary.Answer(() => tokens.Find(Key, id));

    public Task<Outcome<Page<TokenResource>>> ListTokens(int offset, int limit) => RequestBoundary.Answer(async () =>
        (await store.ListTokens(Key, offset, limit, CancellationToken.None)).ToPage());

    public Task<Outcome<Done>> RevokeToken(Guid id) => RequestBoundary.Answer(() => tokens.Revoke(Key, id));

    public Task<Outcome<IssuedToken>> RotateToken(Guid id, TimeSpan overlap) => RequestBoundary.Answer(() => tokens.Rotate(Key, id, overlap));

    public async Task<Outcome<RoleResource>> DefineRole(string displayName)
    {
        var key = await RequestBoundary.Answer(() => new ValueTask<string>(RoleKeyRule.Check(displayName)));
        return key.IsRefused ? key.Refusal : await grains.Role(new RoleKey(Key, key.Value)).Define(displayName);
    }

    public Task<Outcome<Page<RoleResource>>> ListRoles(int offset, int limit) => RequestBoundary.Answer(async () =>
        (await store.ListRoles(Key, offset, limit, CancellationToken.None)).ToPage());

    public Task<Outcome<Page<DirectoryEvent>>> ReadEvents(long after, int limit) => RequestBoundary.Answer(async () =>
        (await store.ReadEvents(Key, after, limit, CancellationToken.None)).ToPage());

    private static ScimException MissingEnvironment() => new(Refusals.EnvironmentMissing, "There is no such environment.");

    private async ValueTask<NamedResource> FindTenant(TenantKey tenant) =>
        (await store.FindTenant(tenant, CancellationToken.None)).Value
        ?? throw new ScimException(Refusals.TenantUnknown, $"The environment has no tenant '{tenant.Key}'.");
}
