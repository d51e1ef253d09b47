namespace Scim.Grains.Storage;

/// <summary>Which uniqueness refused an operation.</summary>
public enum ConflictKind
{
    /// <summary>Another user of the environment has the userName (rule U2).</summary>
    UserName,

    /// <summary>The environment has a role of that key already (rule G1).</summary>
    RoleKey,

    /// <summary>The tenant holds that role already (rule G4).</summary>
    GroupHeld,

    /// <summary>The tenant holds a group whose name normalises alike (rules G4, G7).</summary>
    GroupName,

    ProjectKey,
    EnvironmentKey,
    TenantKey,

    /// <summary>Resources have data of the extension schema.</summary>
    SchemaInUse,

    /// <summary>There are resources, which lack a required extension.</summary>
    ResourcesExist,
}
