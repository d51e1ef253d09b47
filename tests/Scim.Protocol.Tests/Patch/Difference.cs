using System.Text.Json.Nodes;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests.Patch;

/// <summary>The PATCH that a client computes from what it has read and what it wants: one operation for each attribute, or sub-attribute of a single complex one, that differs.</summary>
internal static class Difference
{
    /// <param name="from">A stored user.</param>
    /// <param name="to">Another.</param>
    /// <param name="pathless">Whether values that are set are sent without a path, in one object, as Entra ID and Okta do.</param>
    /// <returns>Operations, as a JSON array; empty where nothing differs.</returns>
    public static JsonArray Of(JsonObject from, JsonObject to, bool pathless)
    {
        var operations = new JsonArray();
        Compare(from, to, "", SchemaCatalog.Core.User.Schema.Attributes, pathless, operations);
        foreach (var extension in SchemaCatalog.Core.User.Extensions)
        {
            var (before, after) = (from[extension.Schema.Id] as JsonObject ?? [], to[extension.Schema.Id] as JsonObject ?? []);
            Compare(before, after, extension.Schema.Id + ":", extension.Schema.Attributes, pathless: false, operations);
        }

        return operations;
    }

    private static void Compare(JsonObject from, JsonObject to, string prefix, IEnumerable<AttributeDefinition> attributes, bool pathless, JsonArray operations)
    {
        var set = new JsonObject();
        foreach (var attribute in attributes)
        {
            var (before, after) = (from[attribute.Name], to[attribute.Name]);
            if (JsonNode.DeepEquals(before, after))
            {
                continue;
            }

            if (after is null)
            {
                operations.Add(new JsonObject { ["op"] = "remove", ["path"] = prefix + attribute.Name });
            }
            else if (before is JsonObject had && after is JsonObject wanted)
            {
                // A complex value that is written joins the one that is there: what is to go has to be said.
                Compare(had, wanted, $"{prefix}{attribute.Name}.", attribute.SubAttributes, pathless: false, operations);
            }
            else if (pathless)
            {
                set[attribute.Name] = after.DeepClone();
            }
            else
            {
                operations.Add(new JsonObject { ["op"] = "replace", ["path"] = prefix + attribute.Name, ["value"] = after.DeepClone() });
            }
        }

        if (set.Count > 0)
        {
            operations.Add(new JsonObject { ["op"] = "replace", ["value"] = set });
        }
    }
}
