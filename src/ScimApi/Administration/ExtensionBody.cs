using System.Text;
using System.Text.Json;
using Scim.Grains.Interfaces.Schemas;
using Scim.Protocol.Errors;

namespace Scim.Api.Administration;

/// <summary>Reads an extension schema from a request.</summary>
internal static class ExtensionBody
{
    /// <exception cref="ScimException"><see cref="Refusals.MissingValue"/> or one of <see cref="AdministrationRequest.Read"/>. The schema itself is checked where it is decided.</exception>
    public static async Task<ExtensionDraft> Read(HttpRequest request)
    {
        var body = await AdministrationRequest.Read(request, AdministrationJson.Default.ExtensionRequest);
        var type = AdministrationRequest.Required(body.ResourceType, "resourceType");
        return body.Schema.ValueKind == JsonValueKind.Object
            ? new ExtensionDraft(type, body.Required ?? false, Encoding.UTF8.GetBytes(body.Schema.GetRawText()))
            : throw new ScimException(Refusals.MissingValue, "'schema' is required and is a JSON object.");
    }
}
