namespace Scim.Api.Administration;

/// <summary>A token to be issued: for one tenant or, without <c>tenant</c>, for the environment (rule S2). <c>expiresAt</c> in ISO 8601; absent: after <c>Tokens:LifetimeDays</c>.</summary>
internal sealed record TokenRequest(string? Tenant, string? Description, DateTimeOffset? ExpiresAt);
