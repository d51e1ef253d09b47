using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage;

/// <summary>The key of a committed copy. <see cref="Tenant"/> is null and <see cref="Id"/> empty where the kind has none.</summary>
[GenerateSerializer, Immutable, Alias("CopyKey")]
public readonly record struct CopyKey(
    [property: Id(0)] CopyKind Kind, [property: Id(1)] EnvironmentKey Environment, [property: Id(2)] string? Tenant, [property: Id(3)] Guid Id)
{
    public static CopyKey User(UserKey key) => new(CopyKind.User, key.Environment, null, key.Id);

    public static CopyKey Membership(MembershipKey key) => new(CopyKind.Membership, key.Tenant.Environment, key.Tenant.Key, key.UserId);

    public static CopyKey Group(GroupKey key) => new(CopyKind.Group, key.Tenant.Environment, key.Tenant.Key, key.RoleId);

    public static CopyKey Members(GroupKey key) => new(CopyKind.Members, key.Tenant.Environment, key.Tenant.Key, key.RoleId);

    public static CopyKey MemberNames(EnvironmentKey key) => new(CopyKind.MemberNames, key, null, default);

    public static CopyKey TenantExists(TenantKey key) => new(CopyKind.Tenant, key.Environment, key.Key, default);

    public static CopyKey Schemas(EnvironmentKey key) => new(CopyKind.Schemas, key, null, default);

    public static CopyKey Token(EnvironmentKey environment, Guid id) => new(CopyKind.Token, environment, null, id);
}
