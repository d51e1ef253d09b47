using System.Text.Json;
using Scim.Grains.Interfaces.Schemas;

namespace Scim.Api.Administration;

/// <summary>An extension schema of an environment.</summary>
/// <param name="ResourceType">The resource type that it extends.</param>
/// <param name="Required">Whether every resource of the type must carry it.</param>
/// <param name="Schema">The schema with all characteristics of its attributes (RFC 7643 §7).</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="LastModifiedAt">When it was last changed.</param>
internal sealed record ExtensionResponse(string ResourceType, bool Required, JsonElement Schema, DateTimeOffset CreatedAt, DateTimeOffset LastModifiedAt)
{
    public static ExtensionResponse Of(ExtensionSchema extension)
    {
        using var document = JsonDocument.Parse(extension.Document);
        return new(extension.ResourceType, extension.Required, document.RootElement.Clone(), extension.Created, extension.LastModified);
    }
}
