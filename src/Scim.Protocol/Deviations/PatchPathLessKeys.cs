using System.Buffers;
using Scim.Protocol.Paths;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Deviations;

/// <summary>
/// A path-less value whose keys are paths (Entra M3, M5), side by side with plain names.
/// <code>
/// sent:  {"op":"replace","value":{"name.givenName":"Ann","emails[type eq \"work\"].value":"a@x","urn:…:enterprise:2.0:User:department":"IT"}}
/// meant: {"op":"replace","path":"name.givenName","value":"Ann"}, {"op":"replace","path":"emails[type eq \"work\"].value","value":"a@x"}, …
/// </code>
/// Forgiven where <see cref="IdpProfile.ReadsPathsAsKeys"/> is set; elsewhere such keys are unknown attributes.
/// </summary>
internal static class PatchPathLessKeys
{
    private static readonly SearchValues<char> PlainPathCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.:-_$");

    /// <summary>What a key that is a path names; null for a key that names nothing, which is ignored like any unknown attribute.</summary>
    /// <exception cref="Errors.ScimException">The key is a broken value path: to ignore it would lose a change in silence.</exception>
    public static ResolvedPath? TryRead(ResourceType type, string key) =>
        IsPath(key) && AttributeResolver.TryResolve(type, PathParser.Parse(key).Attribute, out _) ? PathParser.Parse(key, type) : null;

    // Any text may be the name of a JSON member; only what can be a path is held to the grammar.
    private static bool IsPath(string key) =>
        key.Contains('[')
        || (key.AsSpan().ContainsAny('.', ':') && !key.AsSpan().ContainsAnyExcept(PlainPathCharacters)
            && char.IsAsciiLetter(key[0]) && char.IsAsciiLetterOrDigit(key[^1]) && !key.Contains("..", StringComparison.Ordinal));
}
