using Scim.Protocol.Errors;

namespace Scim.Protocol.Versions;

/// <summary>What a client asks of a resource's version before its request counts (RFC 7644 §3.14, RFC 9110 §13).</summary>
/// <param name="Match"><c>If-Match</c>, or null.</param>
/// <param name="NoneMatch"><c>If-None-Match</c>, or null.</param>
public sealed record VersionCondition(EntityTags? Match, EntityTags? NoneMatch)
{
    public const string MatchHeader = "If-Match";
    public const string NoneMatchHeader = "If-None-Match";

    /// <summary>Reads the two headers.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.PreconditionSyntax"/>.</exception>
    public static VersionCondition Parse(string? match, string? noneMatch) => new(
        match is null ? null : EntityTags.Parse(MatchHeader, match),
        noneMatch is null ? null : EntityTags.Parse(NoneMatchHeader, noneMatch));

    /// <summary>Whether a change may be made of a resource of this version.</summary>
    public bool Holds(string version) => Match?.Match(version) != false && NoneMatch?.Match(version) != true;

    /// <summary>Refuses a change of a resource of another version.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.PreconditionFailed"/>.</exception>
    public void Require(string version)
    {
        if (!Holds(version))
        {
            throw Failed(version);
        }
    }

    /// <summary>Refuses the creation of a resource: it has no version yet, so that <c>If-None-Match</c> holds in any case and <c>If-Match</c> in none.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.PreconditionFailed"/>.</exception>
    public void RequireForCreation()
    {
        if (Match is not null)
        {
            throw new ScimException(Refusals.PreconditionFailed, "'If-Match' asks for a version, and what a POST creates has none yet.");
        }
    }

    public static ScimException Failed(string version) =>
        new(Refusals.PreconditionFailed, $"The resource has the version W/\"{version}\", which the request's precondition excludes. Read it and decide again.");
}
