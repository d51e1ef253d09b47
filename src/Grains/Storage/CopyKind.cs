namespace Scim.Grains.Storage;

/// <summary>The kinds of committed copies that a node may keep.</summary>
[GenerateSerializer, Alias("CopyKind")]
public enum CopyKind
{
    /// <summary>A <see cref="Rows.UserRow"/>: environment, user id.</summary>
    User,

    /// <summary>A <see cref="Rows.MembershipRow"/>: tenant, user id.</summary>
    Membership,

    /// <summary>A <see cref="Rows.GroupRow"/>: tenant, role id.</summary>
    Group,

    /// <summary>The members of a group: tenant, role id.</summary>
    Members,

    /// <summary>Any member display name of the environment: environment alone. Changes when a user's display name or userName changes.</summary>
    MemberNames,

    /// <summary>Whether a tenant exists: tenant alone.</summary>
    Tenant,

    /// <summary>A token: token id.</summary>
    Token,

    /// <summary>The extension schemas of an environment: environment alone.</summary>
    Schemas,
}
