using Scim.Protocol.Filters;
using Scim.Protocol.Paths;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Deviations;

/// <summary>
/// A path-less value whose keys are paths (Entra M3, M5), side by side with plain names.
/// <code>
/// sent:  {"op":"replace","value":{"name.givenName":"Ann","emails[type eq \"work\"].value":"a@x","urn:…:enterprise:2.0:User:department":"IT"}}
/// meant: {"op":"replace","path":"name.givenName","value":"Ann"}, {"op":"replace","path":"emails[type eq \"work\"].value","value":"a@x"}, …
/// </code>
/// </summary>
internal static class PatchPathsAsKeys
{
    /// <summary>What a key names as a path; null for a key that names nothing, which is ignored like any unknown attribute.</summary>
    /// <exception cref="Errors.ScimException">A known attribute with a broken value filter behind it: to ignore that would lose a change in silence.</exception>
    public static ResolvedPath? TryRead(ResourceType type, string key)
    {
        var bracket = key.IndexOf('[', StringComparison.Ordinal);
        var reference = Split(bracket < 0 ? key : key[..bracket]);
        if (!AttributeResolver.TryResolve(type, reference, out var target))
        {
            return null;
        }

        return bracket < 0 ? new ResolvedPath(new AttributePath(reference, null, null), null, target, null) : PathParser.Parse(key, type);
    }

    // Any text may be the name of a JSON member, so nothing here is an error: what is no attribute is not found.
    private static AttributeReference Split(string text)
    {
        var colon = text.LastIndexOf(':');
        var name = text[(colon + 1)..];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return new AttributeReference(colon < 0 ? null : text[..colon], dot < 0 ? name : name[..dot], dot < 0 ? null : name[(dot + 1)..]);
    }
}
