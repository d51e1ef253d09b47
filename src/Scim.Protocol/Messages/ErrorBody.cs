using System.Globalization;
using System.Text.Json;
using Scim.Protocol.Errors;
using Scim.Protocol.Json;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Messages;

/// <summary>The error message of RFC 7644 §3.12. <c>status</c> is a string there; <c>scimType</c> is left out where table 9 has none.</summary>
public static class ErrorBody
{
    public static byte[] Write(ScimError error) => JsonScratch.Write(error, static (writer, error) =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas"u8);
        writer.WriteStringValue(SchemaUrns.Error);
        writer.WriteEndArray();
        writer.WriteString("status"u8, error.Refusal.Status.ToString(CultureInfo.InvariantCulture));
        if (error.Refusal.Type != ScimErrorType.None)
        {
            writer.WriteString("scimType"u8, JsonNamingPolicy.CamelCase.ConvertName(error.Refusal.Type.ToString()));
        }

        writer.WriteString("detail"u8, error.DetailWithId);
        writer.WriteEndObject();
    });
}
