namespace Scim.Api.Administration;

/// <summary>A token to be issued: for one tenant or, without <c>tenant</c>, for the environment (rule S2). <c>expiresAt</c> in ISO 8601; absent: after <c>Tokens:LifetimeDays</c>.</summary>
/// <param name="Idp">The name of a profile (docs/idp-profiles.md); absent: <c>generic</c>.</param>
/// <param name="Deviations">Deviations that are forgiven, or not, whatever the profile says.</param>
/// <param name="User">The id of the user that the token stands for; absent: it stands for a connection.</param>
internal sealed record TokenRequest(string? Tenant, string? Description, DateTimeOffset? ExpiresAt, string? Idp, Dictionary<string, bool>? Deviations, Guid? User);
