using System.Text.Json;

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
}
