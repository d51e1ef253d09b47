namespace Scim.Grains.Interfaces.Keys;

/// <summary>One user in one tenant: the roles held there and the tenant's externalId (rules G9, U3).</summary>
[GenerateSerializer, Immutable, Alias("MembershipKey")]
public readonly record struct MembershipKey([property: Id(0)] TenantKey Tenant, [property: Id(1)] Guid UserId)
{
    public UserKey User => new(Tenant.Environment, UserId);
}
