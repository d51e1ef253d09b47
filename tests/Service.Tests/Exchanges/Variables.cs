using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Scim.Service.Tests.Exchanges;

/// <summary>The values that <c>{{name}}</c> stands for within one exchange: given, drawn, or captured from answers.</summary>
internal sealed partial class Variables
{
    private static readonly JsonWriterOptions Verbatim = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, JsonElement> _values;

    private Variables(Dictionary<string, JsonElement> values) => _values = values;

    /// <summary>A new draw of the random names, for an exchange over <paramref name="baseUrl"/>.</summary>
    public static Variables Draw(string baseUrl)
    {
        var random = RandomNumberGenerator.GetHexString(10, lowercase: true);
        var drawn = new Variables([]);
        drawn.Set("rnd", random);
        drawn.Set("RND", random.ToUpperInvariant());
        drawn.Set("uuid", Guid.NewGuid().ToString());
        drawn.Set("uuid2", Guid.NewGuid().ToString());
        drawn.Set("uuid3", Guid.NewGuid().ToString());
        drawn.Set("base", baseUrl);
        drawn.Set("tenant", baseUrl[(baseUrl.LastIndexOf('/') + 1)..]);
        return drawn;
    }

    public void Set(string name, JsonElement value) => _values[name] = value;

    public void Set(string name, string value) => Set(name, JsonSerializer.SerializeToElement(value));

    public void Set(string name, IEnumerable<JsonElement> values) => Set(name, JsonSerializer.SerializeToElement(values));

    /// <summary>A scope of its own: what is set in the copy does not show here.</summary>
    public Variables Copy() => new(new Dictionary<string, JsonElement>(_values));

    public Variables With(string name, JsonElement value)
    {
        var copy = Copy();
        copy.Set(name, value);
        return copy;
    }

    /// <exception cref="ExchangeException">It was never set; an earlier capture is missing.</exception>
    public JsonElement this[string name] => _values.TryGetValue(name, out var value)
        ? value
        : throw new ExchangeException($"placeholder {{{{{name}}}}} has no value");

    /// <summary>The text with every placeholder filled in, each value percent-encoded if asked for.</summary>
    public string Fill(string text, bool percentEncode = false) => Placeholder().Replace(text, match =>
    {
        var value = Text(this[match.Groups[1].Value]);
        return percentEncode ? Uri.EscapeDataString(value) : value;
    });

    /// <summary>The JSON with every placeholder filled in; a string that is nothing but a placeholder takes on the value's own type.</summary>
    public byte[] FillJson(JsonElement template)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Verbatim))
        {
            Write(template, writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void Write(JsonElement template, Utf8JsonWriter writer)
    {
        switch (template.ValueKind)
        {
            case JsonValueKind.String:
                WriteString(template.GetString()!, writer);
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in template.EnumerateObject())
                {
                    writer.WritePropertyName(Fill(member.Name));
                    Write(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in template.EnumerateArray())
                {
                    WriteItem(item, writer);
                }

                writer.WriteEndArray();
                break;
            default:
                template.WriteTo(writer);
                break;
        }
    }

    private void WriteString(string text, Utf8JsonWriter writer)
    {
        var match = Placeholder().Match(text);
        if (match.Success && match.Length == text.Length)
        {
            this[match.Groups[1].Value].WriteTo(writer);
        }
        else
        {
            writer.WriteStringValue(Fill(text));
        }
    }

    /// <summary>An item, or as many as its <c>$each</c> or <c>$repeat</c> says.</summary>
    private void WriteItem(JsonElement item, Utf8JsonWriter writer)
    {
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("$each", out var list))
        {
            foreach (var value in this[list.GetString()!].EnumerateArray())
            {
                With("item", value).Write(item.GetProperty("$item"), writer);
            }
        }
        else if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("$repeat", out var times))
        {
            for (var i = 0; i < times.GetInt32(); i++)
            {
                With("i", Index(i)).Write(item.GetProperty("$item"), writer);
            }
        }
        else
        {
            Write(item, writer);
        }
    }

    /// <summary>A repetition's number, as the text it is written as.</summary>
    public static JsonElement Index(int i) => JsonSerializer.SerializeToElement(i.ToString());

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    [GeneratedRegex(@"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")]
    private static partial Regex Placeholder();
}
