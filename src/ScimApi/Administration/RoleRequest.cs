namespace Scim.Api.Administration;

/// <summary>A role that every tenant of the environment is to hold.</summary>
internal sealed record RoleRequest(string? DisplayName);
