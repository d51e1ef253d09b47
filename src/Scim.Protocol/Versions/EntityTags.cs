using Scim.Protocol.Errors;

namespace Scim.Protocol.Versions;

/// <summary>
/// The entity tags of one precondition (RFC 9110 §8.8.3, §13.1): <c>*</c>, or a list of tags, weak (<c>W/"3.1"</c>) or not. Compared weakly, by what stands between the quotes:
/// the tags of SCIM resources are weak (RFC 7644 §3.14), and by the strong comparison that RFC 9110 has for <c>If-Match</c> none of them would ever match.
/// </summary>
public sealed class EntityTags
{
    /// <summary>The most tags of one precondition.</summary>
    public const int MaxTags = 100;

    private readonly string[] _tags;

    private EntityTags(string[] tags) => _tags = tags;

    /// <summary><c>*</c>: whatever version there is.</summary>
    public static EntityTags Any { get; } = new([]);

    /// <summary>Reads a field value.</summary>
    /// <param name="name">Where the text stands, for the refusal: <c>If-Match</c>, for example.</param>
    /// <param name="text">The value; several lines of one header joined by commas.</param>
    /// <exception cref="ScimException"><see cref="Refusals.PreconditionSyntax"/>.</exception>
    public static EntityTags Parse(string name, string text)
    {
        var rest = text.AsSpan().Trim(" \t");
        if (rest is "*")
        {
            return Any;
        }

        var tags = new List<string>();
        while (!rest.IsEmpty)
        {
            if (rest[0] == ',')
            {
                // Empty elements of a list are to be ignored (RFC 9110 §5.6.1).
                rest = rest[1..].TrimStart(" \t");
                continue;
            }

            tags.Add(ReadTag(name, ref rest));
            rest = rest.TrimStart(" \t");
            if (!rest.IsEmpty && rest[0] != ',')
            {
                throw Malformed(name);
            }
        }

        return tags.Count == 0 ? throw Malformed(name)
            : tags.Count > MaxTags ? throw new ScimException(Refusals.PreconditionSyntax, $"'{name}' has more than {MaxTags} entity tags.")
            : new EntityTags([.. tags]);
    }

    /// <summary>Whether a resource of this version is meant.</summary>
    /// <param name="version">The opaque part of its tag, without <c>W/</c> and quotes.</param>
    public bool Match(string version) => this == Any || Array.IndexOf(_tags, version) >= 0;

    private static string ReadTag(string name, ref ReadOnlySpan<char> rest)
    {
        var start = rest.StartsWith("W/\"", StringComparison.Ordinal) ? 3 : rest[0] == '"' ? 1 : throw Malformed(name);
        var length = rest[start..].IndexOf('"');
        if (length < 0)
        {
            throw Malformed(name);
        }

        var tag = rest.Slice(start, length);
        foreach (var c in tag)
        {
            // etagc: neither blanks nor control characters.
            if (c is <= ' ' or '\x7F')
            {
                throw Malformed(name);
            }
        }

        rest = rest[(start + length + 1)..];
        return tag.ToString();
    }

    private static ScimException Malformed(string name) =>
        new(Refusals.PreconditionSyntax, $"'{name}' must be '*' or a list of entity tags in quotes, as `W/\"3.1\"` in the header ETag or in `meta.version`.");
}
