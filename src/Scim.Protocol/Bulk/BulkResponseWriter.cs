using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Scim.Protocol.Json;
using Scim.Protocol.Messages;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Bulk;

/// <summary>The BulkResponse message of RFC 7644 §3.7. A success goes without <c>response</c>, as the RFC allows; <c>status</c> is a string, as in its examples of §3.7.3.</summary>
public static class BulkResponseWriter
{
    /// <param name="output">Where to.</param>
    /// <param name="results">In the order of the request; null for an operation that was not tried.</param>
    public static void Write(IBufferWriter<byte> output, IReadOnlyList<BulkResult?> results)
    {
        using var writer = new Utf8JsonWriter(output, JsonScratch.Options);
        writer.WriteStartObject();
        writer.WriteStartArray("schemas"u8);
        writer.WriteStringValue(SchemaUrns.BulkResponse);
        writer.WriteEndArray();
        writer.WriteStartArray("Operations"u8);
        foreach (var result in results)
        {
            if (result is not null)
            {
                Write(writer, result);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, BulkResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("method"u8, result.Operation.MethodText);
        if (result.Operation.BulkId is { } bulkId)
        {
            writer.WriteString("bulkId"u8, bulkId);
        }

        if (result.Location is { } location)
        {
            writer.WriteString("location"u8, location);
        }

        if (result.Version is { } version)
        {
            writer.WriteString("version"u8, version);
        }

        writer.WriteString("status"u8, result.Status.ToString(CultureInfo.InvariantCulture));
        if (result.Error is { } error)
        {
            writer.WritePropertyName("response"u8);
            writer.WriteRawValue(ErrorBody.Write(error), skipInputValidation: true);
        }

        writer.WriteEndObject();
    }
}
