using System.Diagnostics.CodeAnalysis;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Versions;

namespace Scim.Grains.Requests;

/// <summary>A precondition where it is decided: on the state that the change is then held to, so that of two writers who ask for one version one wins.</summary>
internal sealed class RequestedVersion
{
    private readonly VersionCondition _condition;

    private RequestedVersion(Precondition precondition) =>
        (_condition, IsRepetition) = (VersionCondition.Parse(precondition.Match, precondition.NoneMatch), precondition.IsRepetition);

    /// <summary>Whether a call before this one, of which nobody heard again, may have done the work.</summary>
    public bool IsRepetition { get; }

    /// <exception cref="Scim.Protocol.Errors.ScimException"><see cref="Scim.Protocol.Errors.Refusals.PreconditionSyntax"/>.</exception>
    [return: NotNullIfNotNull(nameof(precondition))]
    public static RequestedVersion? Of(Precondition? precondition) => precondition is null ? null : new RequestedVersion(precondition);

    /// <summary>Refuses another version before anything is decided; after a first call of unknown outcome only if there is something left to do.</summary>
    /// <exception cref="Scim.Protocol.Errors.ScimException"><see cref="Scim.Protocol.Errors.Refusals.PreconditionFailed"/>.</exception>
    public void RequireFirst(string version)
    {
        if (!IsRepetition)
        {
            _condition.Require(version);
        }
    }

    /// <summary>Refuses to change a resource of another version.</summary>
    /// <exception cref="Scim.Protocol.Errors.ScimException"><see cref="Scim.Protocol.Errors.Refusals.PreconditionFailed"/>.</exception>
    public void Require(string version) => _condition.Require(version);
}
