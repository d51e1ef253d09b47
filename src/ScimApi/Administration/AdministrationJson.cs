using System.Text.Json;
using System.Text.Json.Serialization;
using Scim.Api.Decisions;

namespace Scim.Api.Administration;

/// <summary>How the administration API's messages are read and written, generated at build time.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, AllowDuplicateProperties = false, MaxDepth = 16, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(NamedRequest))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(RotateRequest))]
[JsonSerializable(typeof(RoleRequest))]
[JsonSerializable(typeof(ExtensionRequest))]
[JsonSerializable(typeof(NamedResponse))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(RoleResponse))]
[JsonSerializable(typeof(EffectiveRolesResponse))]
[JsonSerializable(typeof(EventsResponse))]
[JsonSerializable(typeof(ListOf<NamedResponse>))]
[JsonSerializable(typeof(ListOf<TokenResponse>))]
[JsonSerializable(typeof(ListOf<RoleResponse>))]
[JsonSerializable(typeof(ExtensionResponse))]
[JsonSerializable(typeof(ListOf<ExtensionResponse>))]
internal sealed partial class AdministrationJson : JsonSerializerContext;
