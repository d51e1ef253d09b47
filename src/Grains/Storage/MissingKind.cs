namespace Scim.Grains.Storage;

/// <summary>What an operation needed and did not find.</summary>
public enum MissingKind
{
    User,
    Role,

    /// <summary>The tenant does not hold the role.</summary>
    Group,
    Tenant,
    Environment,
    Project,
    Token,
}
