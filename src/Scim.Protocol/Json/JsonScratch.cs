using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Scim.Protocol.Json;

/// <summary>
/// One writer and one buffer per thread, for JSON that is written in one go. Not for use across an await, nor for two documents at once.
/// </summary>
internal static class JsonScratch
{
    // A large document must not stay with its thread for ever.
    private const int MaxKept = 256 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    // Answers are never embedded in HTML, so only what JSON itself demands is escaped. The binder has checked depth and names.
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Write<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        var writer = _writer ??= new Utf8JsonWriter(buffer, Options);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        write(writer, state);
        writer.Flush();
        var json = buffer.WrittenSpan.ToArray();
        _buffer = buffer.Capacity > MaxKept ? null : buffer;
        return json;
    }
}
