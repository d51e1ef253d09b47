using Scim.Grains.Interfaces.Schemas;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Grains.Schemas;

/// <summary>What administrators may do to the extension schemas of an environment.</summary>
internal static class ExtensionRules
{
    public static void CheckResourceType(string resourceType)
    {
        if (resourceType != SchemaCatalog.Core.User.Id && resourceType != SchemaCatalog.Core.Group.Id)
        {
            throw new ScimException(Refusals.BadSchema, "'resourceType' must be 'User' or 'Group': no other resource type can be extended.");
        }
    }

    /// <summary>By URN, whatever the letter case.</summary>
    public static ExtensionSchema Find(SchemaSet set, string urn) =>
        set.Extensions.FirstOrDefault(e => string.Equals(e.Urn, urn, StringComparison.OrdinalIgnoreCase))
        ?? throw new ScimException(Refusals.SchemaMissing, "The environment has added no schema of this URN.");

    /// <summary>A schema's URN and resource type are what it is; another one is another schema.</summary>
    public static void CheckSame(ExtensionSchema old, Schema schema, ExtensionDraft draft)
    {
        if (schema.Id != old.Urn)
        {
            throw new ScimException(Refusals.BadSchema, $"The schema's id must stay '{old.Urn}'; add another schema instead.");
        }

        if (draft.ResourceType != old.ResourceType)
        {
            throw new ScimException(Refusals.BadSchema, $"The schema extends {old.ResourceType}, which cannot change; remove it and add it anew.");
        }
    }

    public static ScimException InUse(string urn, string what) =>
        new(Refusals.SchemaInUse, $"Resources of the environment have data of '{urn}', and {what}. Remove the data first, for example by a PATCH that removes the URN as its path.");
}
