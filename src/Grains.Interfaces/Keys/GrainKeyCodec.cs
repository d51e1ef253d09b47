using System.Text;

namespace Scim.Grains.Interfaces.Keys;

/// <summary>
/// Writes key parts with the alphabet <c>[a-z0-9.~-]</c>, so that neither a case-folding store nor a separator can make two keys collide:
/// a capital letter becomes <c>.</c> and its small one, <c>_</c> becomes <c>~</c>. Parts are joined by <c>:</c>.
/// </summary>
internal static class GrainKeyCodec
{
    public static string Encode(Guid id) => id.ToString("N");

    public static string Encode(string part)
    {
        var text = new StringBuilder(part.Length + 8);
        foreach (var c in part)
        {
            _ = c switch
            {
                >= 'a' and <= 'z' or >= '0' and <= '9' or '-' => text.Append(c),
                >= 'A' and <= 'Z' => text.Append('.').Append(char.ToLowerInvariant(c)),
                '_' => text.Append('~'),
                _ => throw new ArgumentException($"A key part holds '{c}', which no key may.", nameof(part)),
            };
        }

        return text.ToString();
    }

    public static string DecodeText(string part)
    {
        var text = new StringBuilder(part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            _ = part[i] switch
            {
                '.' => text.Append(char.ToUpperInvariant(part[++i])),
                '~' => text.Append('_'),
                var c => text.Append(c),
            };
        }

        return text.ToString();
    }

    public static Guid DecodeId(string part) => Guid.ParseExact(part, "N");

    /// <summary>Splits a key and checks its letter and its number of parts.</summary>
    public static string[] Split(string key, string letter, int parts)
    {
        var split = key.Split(':');
        return split.Length == parts + 1 && split[0] == letter
            ? split
            : throw new ArgumentException($"'{key}' is not a key of kind '{letter}'.", nameof(key));
    }
}
