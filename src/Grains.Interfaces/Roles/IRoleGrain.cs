using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Grains.Interfaces.Roles;

/// <summary>One role key of an environment: makes many tenants' POSTs of one name agree on one role. Key: <see cref="RoleKey"/>.</summary>
[Alias("IRoleGrain")]
public interface IRoleGrain : IGrainWithStringKey
{
    /// <summary>Takes the role up in a tenant, defining it if nobody has (rules G2 to G4).</summary>
    [Alias("TakeUp")]
    Task<Outcome<GroupResource>> TakeUp(TenantKey tenant, GroupDraft draft, Guid? tokenId);

    /// <summary>Defines the role for every tenant of the environment (semantics §4, administrator-defined roles).</summary>
    [Alias("Define")]
    Task<Outcome<RoleResource>> Define(string displayName);
}
