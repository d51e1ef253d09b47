using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Roles;

namespace Scim.Grains.Interfaces.Environments;

/// <summary>One environment's tenants, tokens, defined roles and log. Never on the path of a user or group write. Key: <see cref="EnvironmentKey"/>.</summary>
[Alias("IEnvironmentGrain")]
public interface IEnvironmentGrain : IGrainWithStringKey
{
    [Alias("CreateTenant")]
    Task<Outcome<NamedResource>> CreateTenant(string key, string name);

    [Alias("GetTenant")]
    Task<Outcome<NamedResource>> GetTenant(string tenant);

    [Alias("ListTenants")]
    Task<Outcome<Page<NamedResource>>> ListTenants(int offset, int limit);

    /// <summary>Issues a token; the answer alone carries its secret (rule S3).</summary>
    [Alias("CreateToken")]
    Task<Outcome<IssuedToken>> CreateToken(TokenDraft draft);

    [Alias("GetToken")]
    Task<Outcome<TokenResource>> GetToken(Guid id);

    [Alias("ListTokens")]
    Task<Outcome<Page<TokenResource>>> ListTokens(int offset, int limit);

    /// <summary>Revokes at once, in the whole cluster within a second (rule S3).</summary>
    [Alias("RevokeToken")]
    Task<Outcome<Done>> RevokeToken(Guid id);

    /// <summary>Issues a successor of the same scope; the old one works on for <paramref name="overlap"/>.</summary>
    [Alias("RotateToken")]
    Task<Outcome<IssuedToken>> RotateToken(Guid id, TimeSpan overlap);

    /// <summary>Defines a role for every tenant (semantics §4).</summary>
    [Alias("DefineRole")]
    Task<Outcome<RoleResource>> DefineRole(string displayName);

    [Alias("ListRoles")]
    Task<Outcome<Page<RoleResource>>> ListRoles(int offset, int limit);

    /// <summary>Events with a position above <paramref name="after"/>, in order, at most <paramref name="limit"/>.</summary>
    [Alias("ReadEvents")]
    Task<Outcome<Page<DirectoryEvent>>> ReadEvents(long after, int limit);
}
