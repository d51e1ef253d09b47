using System.Text.Json;
using Scim.Protocol.Values;

namespace Scim.Protocol.Resources;

/// <summary>Writes values as JSON; numbers as they were sent.</summary>
internal static class ValueWriter
{
    public static void Write(Utf8JsonWriter writer, ScimValue value)
    {
        switch (value)
        {
            case ScimString text:
                writer.WriteStringValue(text.Value);
                break;
            case ScimBoolean boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            case ScimNumber number:
                writer.WriteRawValue(number.Text, skipInputValidation: true);
                break;
            case ScimArray array:
                writer.WriteStartArray();
                foreach (var item in array.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ScimObject complex:
                writer.WriteStartObject();
                foreach (var (name, item) in complex.Attributes)
                {
                    writer.WritePropertyName(name);
                    Write(writer, item);
                }

                writer.WriteEndObject();
                break;
        }
    }
}
