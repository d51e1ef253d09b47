using System.Globalization;
using System.Text;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Filters;

/// <summary>
/// Reads the tokens of a filter or a PATCH path, one after the other. A word runs until a blank, a bracket, a parenthesis or a quote, so that
/// schema URNs (with colons, version dots and whatever else a URI may hold) need no special case.
/// </summary>
internal sealed class FilterLexer(string text, Refusal syntax)
{
    private const int ExcerptLength = 24;

    /// <summary>What bad syntax is refused as; a path changes it where its value filter begins.</summary>
    public Refusal Syntax { get; set; } = syntax;

    /// <summary>The index of the next character that is not read yet.</summary>
    public int Position { get; private set; }

    public bool AtEnd => Position >= text.Length;

    /// <summary>The next character, or NUL at the end.</summary>
    public char Next => AtEnd ? '\0' : text[Position];

    /// <summary>A lone surrogate is no character: it could neither be stored nor written back in an error body.</summary>
    public void RefuseLoneSurrogates()
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                throw new ScimException(Syntax, $"Half a surrogate pair at position {i + 1}.");
            }

            i++;
        }
    }

    public void SkipBlanks()
    {
        while (Next is ' ' or '\t')
        {
            Position++;
        }
    }

    /// <summary>Reads one character if it is the next one.</summary>
    public bool TryRead(char expected)
    {
        if (AtEnd || text[Position] != expected)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Reads a word, which may be empty.</summary>
    public string ReadWord()
    {
        var start = Position;
        while (!AtEnd && text[Position] is not (' ' or '\t' or '(' or ')' or '[' or ']' or '"'))
        {
            Position++;
        }

        return text[start..Position];
    }

    /// <summary>Reads a word if it is the given one in any letter case and a blank or a parenthesis follows.</summary>
    public bool TryReadKeyword(string keyword)
    {
        var start = Position;
        if (ReadWord().Equals(keyword, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        Position = start;
        return false;
    }

    /// <summary>Reads a JSON string (RFC 8259 §7), its opening quote included.</summary>
    public string ReadString()
    {
        var start = Position++;
        var end = text.AsSpan(Position).IndexOfAny('"', '\\');
        if (end >= 0 && text[Position + end] == '"')
        {
            var plain = text.Substring(Position, end);
            RefuseControlCharacters(plain);
            Position += end + 1;
            return plain;
        }

        var result = new StringBuilder();
        while (!AtEnd)
        {
            var c = text[Position++];
            switch (c)
            {
                case '"':
                    return Checked(result.ToString(), start);
                case '\\':
                    result.Append(ReadEscape());
                    break;
                case < ' ':
                    throw Error("A control character must be escaped", Position - 1);
                default:
                    result.Append(c);
                    break;
            }
        }

        throw Error("A string has no closing quote", start);
    }

    public ScimException Error(string message) => Error(message, Position);

    public ScimException Error(string message, int position) =>
        new(Syntax, position >= text.Length ? $"{message}, at the end." : $"{message}, at position {position + 1}: {Excerpt(position)}.");

    private char ReadEscape()
    {
        var start = Position - 1;
        var c = AtEnd ? '\0' : text[Position++];
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when Position + 4 <= text.Length
                && ushort.TryParse(text.AsSpan(Position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                Position += 4;
                return (char)unit;
            default:
                throw Error("Not an escape of a JSON string", start);
        }
    }

    private void RefuseControlCharacters(string plain)
    {
        var index = plain.AsSpan().IndexOfAnyInRange('\0', '\u001f');
        if (index >= 0)
        {
            throw Error("A control character must be escaped", Position + index);
        }
    }

    // NUL is refused although JSON can write it: no value holds one, and databases end or refuse text at it.
    private string Checked(string value, int start)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\0')
            {
                throw Error("A string holds NUL", start);
            }

            if (char.IsSurrogate(value[i]))
            {
                if (i + 1 == value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
                {
                    throw Error("A string holds half a surrogate pair", start);
                }

                i++;
            }
        }

        return value;
    }

    private string Excerpt(int position)
    {
        var length = Math.Min(ExcerptLength, text.Length - position);
        if (position + length < text.Length && char.IsHighSurrogate(text[position + length - 1]))
        {
            length--;
        }

        return string.Create(length, (text, position), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var c = state.text[state.position + i];
                span[i] = char.IsControl(c) ? '?' : c;
            }
        });
    }
}
