using System.Text;
using Scim.Protocol.Deviations;
using Scim.Protocol.Groups;
using Scim.Protocol.Json;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;
using Scim.Protocol.Tests.Patch;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Groups;

/// <summary>Short forms for tests: plans from JSON text, and what becomes of a list of members.</summary>
internal static class Grouping
{
    private static readonly ResourceType Group = SchemaCatalog.Core.Group;

    /// <summary>The data of extensions that a PATCH makes of the present one.</summary>
    public static ScimObject PatchExtensions(ResourceType type, ScimObject present, string operations)
    {
        using var document = JsonBody.Parse(Encoding.UTF8.GetBytes(Patching.Body($"[{operations}]")));
        return GroupChangePlan.FromPatch(type, PatchRequest.Parse(document.RootElement, type, IdpProfile.Generic), IdpProfile.Generic).Extensions!.Apply(present);
    }

    public static GroupChange Patch(string operations, IdpProfile? profile = null)
    {
        using var document = JsonBody.Parse(Encoding.UTF8.GetBytes(Patching.Body(operations)));
        var request = PatchRequest.Parse(document.RootElement, Group, profile ?? IdpProfile.Generic);
        return GroupChangePlan.FromPatch(Group, request, profile ?? IdpProfile.Generic);
    }

    public static GroupChange Body(string json, IdpProfile? profile = null, ResourceType? type = null)
    {
        using var document = JsonBody.Parse(Encoding.UTF8.GetBytes(json));
        return GroupChangePlan.FromBody(type ?? Group, document.RootElement, profile ?? IdpProfile.Generic);
    }

    public static ScimObject Member(string value, string? display = null) => new(
        [new("value", new ScimString(value)), new("type", new ScimString("User")), new("display", new ScimString(display ?? value))]);

    /// <summary>The members afterwards, in order: the present ones that stay, then the new ones. Null where the plan's conditions fail.</summary>
    public static string? After(GroupChange change, params string[] present)
    {
        var fold = change.FoldMembers(members: change.NeedsMembers ? [.. present.Select(p => Member(p))] : null);
        if (fold.MustBeMembers.Any(m => !present.Contains(m)))
        {
            return null;
        }

        var kept = fold.ReplacesAll ? present.Where(fold.Add.Contains) : present.Where(p => !fold.Remove.Contains(p));
        return string.Join(' ', kept.Union(fold.Add));
    }
}
