using System.Buffers;
using System.Globalization;
using System.Text;

namespace Scim.Protocol.Json;

/// <summary>Appends JSON text to a buffer with few calls to it. <see cref="Flush"/> ends it.</summary>
internal ref struct Utf8Sink(IBufferWriter<byte> output)
{
    private const int Chunk = 4096;

    private Span<byte> _free = output.GetSpan(Chunk);
    private int _used;

    public void Append(scoped ReadOnlySpan<byte> text)
    {
        while (text.Length > _free.Length - _used)
        {
            var part = _free.Length - _used;
            text[..part].CopyTo(_free[_used..]);
            text = text[part..];
            _used += part;
            Grow(Chunk);
        }

        text.CopyTo(_free[_used..]);
        _used += text.Length;
    }

    /// <summary>The content of a JSON string, escaped.</summary>
    public void AppendText(string text)
    {
        if (text.Length > Chunk || !JsonText.IsPlain(text))
        {
            Append(JsonText.Escape(text));
            return;
        }

        // Not in one statement: `_used +=` would read its left side before Reserve has grown and reset it.
        var written = Encoding.ASCII.GetBytes(text, Reserve(text.Length));
        _used += written;
    }

    public void Append(Guid id)
    {
        id.TryFormat(Reserve(36), out var written);
        _used += written;
    }

    public void Append(long number)
    {
        number.TryFormat(Reserve(20), out var written, default, CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary><c>yyyy-MM-ddTHH:mm:ss.fffZ</c>, cut to milliseconds.</summary>
    public void Append(DateTimeOffset time)
    {
        const int Milliseconds = 23;
        var span = Reserve(33);
        time.UtcDateTime.TryFormat(span, out _, "O", CultureInfo.InvariantCulture);
        span[Milliseconds] = (byte)'Z';
        _used += Milliseconds + 1;
    }

    public void Flush()
    {
        output.Advance(_used);
        _used = 0;
        _free = default;
    }

    private Span<byte> Reserve(int length)
    {
        if (length > _free.Length - _used)
        {
            Grow(Math.Max(length, Chunk));
        }

        return _free[_used..];
    }

    private void Grow(int length)
    {
        output.Advance(_used);
        _used = 0;
        _free = output.GetSpan(length);
    }
}
