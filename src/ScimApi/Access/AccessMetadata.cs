namespace Scim.Api.Access;

/// <summary>Carries who may call an endpoint, and through which listener.</summary>
/// <param name="Requirement">Who may call.</param>
/// <param name="Listener">Where the endpoint is; elsewhere its URL is unknown.</param>
public sealed record AccessMetadata(AccessRequirement Requirement, Listener Listener = Listener.Public)
{
    /// <summary>Whether a SCIM token that stands for a user may call too (RFC 7644 §3.11): what declares nothing is for connections.</summary>
    public bool ForUsers { get; init; }
}
