using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace Scim.Api.Administration;

/// <summary>A duration: seconds as a number, or ISO 8601 text.</summary>
internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return reader.TokenType == JsonTokenType.Number ? TimeSpan.FromSeconds(reader.GetDouble()) : XmlConvert.ToTimeSpan(reader.GetString() ?? "");
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or InvalidOperationException)
        {
            throw new JsonException("A duration is a number of seconds or ISO 8601 text such as 'PT1H'.", e);
        }
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(XmlConvert.ToString(value));
}
