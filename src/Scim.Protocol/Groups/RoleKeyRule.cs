using Scim.Protocol.Errors;

namespace Scim.Protocol.Groups;

/// <summary>How a group's <c>displayName</c> becomes the key of its role (rules G1 and G5).</summary>
public static class RoleKeyRule
{
    /// <summary>The longest <c>displayName</c> of a group, in UTF-16 characters (G5).</summary>
    public const int MaxDisplayNameLength = 256;

    /// <summary>
    /// Keeps the ASCII letters, the digits, '-' and '_' in their order and letter case, and drops everything else (G1).
    /// May be empty; <see cref="Check"/> refuses such names.
    /// </summary>
    public static string Normalise(string displayName)
    {
        var kept = 0;
        foreach (var c in displayName)
        {
            kept += Counts(c) ? 1 : 0;
        }

        return kept == displayName.Length ? displayName : string.Create(kept, displayName, static (key, name) =>
        {
            var at = 0;
            foreach (var c in name)
            {
                if (Counts(c))
                {
                    key[at++] = c;
                }
            }
        });
    }

    /// <summary>Refuses a name that no role can have and returns its key otherwise (G5).</summary>
    /// <exception cref="ScimException"><see cref="Refusals.MissingValue"/> for a blank name, <see cref="Refusals.GroupNameInvalid"/> otherwise.</exception>
    public static string Check(string displayName)
    {
        if (string.IsNullOrWhiteSpace(displayName))
        {
            throw new ScimException(Refusals.MissingValue, "A group needs a `displayName` that is not blank.");
        }

        if (displayName.Length > MaxDisplayNameLength)
        {
            throw new ScimException(
                Refusals.GroupNameInvalid, $"The group's `displayName` has {displayName.Length} characters; at most {MaxDisplayNameLength} are allowed.");
        }

        var key = Normalise(displayName);
        return key.Length > 0
            ? key
            : throw new ScimException(
                Refusals.GroupNameInvalid,
                $"The group's `displayName` '{displayName}' has none of the characters that count: the letters A-Z and a-z, the digits, '-' and '_'.");
    }

    private static bool Counts(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
