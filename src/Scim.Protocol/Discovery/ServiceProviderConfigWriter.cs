using System.Text.Json;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Discovery;

/// <summary>RFC 7643 §5, with <c>pagination</c> of RFC 9865 §4. Every member is there with its type, also of what is not supported: typed clients read them all.</summary>
internal static class ServiceProviderConfigWriter
{
    public static void Write(Utf8JsonWriter writer, ServiceProviderFeatures features, string baseUrl)
    {
        writer.WriteStartObject();
        DiscoveryDocuments.WriteSchemas(writer, SchemaUrns.ServiceProviderConfig);
        if (features.DocumentationUri is { } documentation)
        {
            writer.WriteString("documentationUri"u8, documentation);
        }

        WriteFeature(writer, "patch", features.Patch);
        WriteFeature(writer, "bulk", features.Bulk, ("maxOperations", features.BulkMaxOperations), ("maxPayloadSize", features.BulkMaxPayloadSize));
        WriteFeature(writer, "filter", features.Filter, ("maxResults", features.FilterMaxResults));
        WriteFeature(writer, "changePassword", features.ChangePassword);
        WriteFeature(writer, "sort", features.Sort);
        WriteFeature(writer, "etag", features.ETag);
        WritePagination(writer, features);
        WriteAuthenticationSchemes(writer);
        DiscoveryDocuments.WriteMeta(writer, "ServiceProviderConfig", baseUrl + "/ServiceProviderConfig");
        writer.WriteEndObject();
    }

    private static void WriteFeature(Utf8JsonWriter writer, string name, bool supported, params ReadOnlySpan<(string Name, int Value)> limits)
    {
        writer.WriteStartObject(name);
        writer.WriteBoolean("supported"u8, supported);
        foreach (var (limit, value) in limits)
        {
            writer.WriteNumber(limit, value);
        }

        writer.WriteEndObject();
    }

    private static void WritePagination(Utf8JsonWriter writer, ServiceProviderFeatures features)
    {
        writer.WriteStartObject("pagination"u8);
        writer.WriteBoolean("cursor"u8, features.CursorPagination);
        writer.WriteBoolean("index"u8, features.IndexPagination);
        writer.WriteString("defaultPaginationMethod"u8, "index"u8);
        writer.WriteNumber("defaultPageSize"u8, features.DefaultPageSize);
        writer.WriteNumber("maxPageSize"u8, features.MaxPageSize);
        if (features is { CursorPagination: true, CursorTimeout: { } seconds })
        {
            writer.WriteNumber("cursorTimeout"u8, seconds);
        }

        writer.WriteEndObject();
    }

    private static void WriteAuthenticationSchemes(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("authenticationSchemes"u8);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "oauthbearertoken"u8);
        writer.WriteString("name"u8, "Bearer token"u8);
        writer.WriteString("description"u8, "A token of the environment or of one tenant, sent as Authorization: Bearer."u8);
        writer.WriteString("specUri"u8, "https://www.rfc-editor.org/rfc/rfc6750"u8);
        writer.WriteBoolean("primary"u8, true);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
