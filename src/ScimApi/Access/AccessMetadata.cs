namespace Scim.Api.Access;

/// <summary>Carries an endpoint's <see cref="AccessRequirement"/>.</summary>
public sealed record AccessMetadata(AccessRequirement Requirement);
