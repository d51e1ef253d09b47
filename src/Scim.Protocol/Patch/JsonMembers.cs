using System.Text.Json;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Patch;

/// <summary>Finds the members of a JSON object without regard to letter case (RFC 7643 §2.1; Entra and old collections vary it).</summary>
internal static class JsonMembers
{
    /// <summary>The member of exactly this name, else the first that differs in letter case alone.</summary>
    public static bool TryGet(JsonElement value, string name, out JsonElement member)
    {
        if (value.TryGetProperty(name, out member))
        {
            return true;
        }

        foreach (var candidate in value.EnumerateObject())
        {
            if (string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                member = candidate.Value;
                return true;
            }
        }

        return false;
    }

    /// <summary>The one member of this name in any letter case: two of them would let two readers take different things from one request.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.PatchSyntax"/>: there are two.</exception>
    public static bool TryGetOnly(JsonElement value, string name, out JsonElement member)
    {
        member = default;
        var found = false;
        foreach (var candidate in value.EnumerateObject())
        {
            if (!candidate.NameEquals(name) && !string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (found)
            {
                throw new ScimException(Refusals.PatchSyntax, $"`{name}` is given more than once; letter case does not count.");
            }

            (member, found) = (candidate.Value, true);
        }

        return found;
    }
}
