namespace Scim.Api.Administration;

/// <summary>A project, an environment or a tenant to be created. <c>name</c> is <c>key</c> when absent.</summary>
internal sealed record NamedRequest(string? Key, string? Name);
