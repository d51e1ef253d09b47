using Scim.Grains.Storage.Operations;
using Scim.Protocol.Groups;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Grains.Groups;

/// <summary>A tenant's data of extensions for a group: between its stored form and what a request makes of it.</summary>
internal static class GroupExtensions
{
    /// <summary>What a request makes of the data that is there; null when nothing differs.</summary>
    /// <param name="type">The schemas that the request was read by.</param>
    /// <param name="edit">What it asks; null for nothing.</param>
    /// <param name="stored">The data that is there; null for none.</param>
    public static ScimObject? Decide(ResourceType type, ExtensionEdit? edit, byte[]? stored)
    {
        if (edit is null)
        {
            return null;
        }

        var before = stored is null ? ScimObject.Empty : ResourceJson.Read(type, stored);
        var after = edit.Apply(before);
        return after.Equals(before) ? null : after;
    }

    public static NewExtensions ToStore(ResourceType type, ScimObject data) =>
        new(data.Attributes.IsEmpty ? null : ResourceJson.Write(type, data), type);
}
