using System.Text.Json;

namespace Scim.Api.Administration;

/// <summary>An extension schema to be added, or its new form.</summary>
/// <param name="ResourceType">The resource type that it extends.</param>
/// <param name="Required">Whether every resource of the type must carry it; absent: no.</param>
/// <param name="Schema">The schema (RFC 7643 §7).</param>
internal sealed record ExtensionRequest(string? ResourceType, bool? Required, JsonElement Schema);
