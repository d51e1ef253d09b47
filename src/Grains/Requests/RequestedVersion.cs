using System.Diagnostics.CodeAnalysis;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Errors;
using Scim.Protocol.Versions;

namespace Scim.Grains.Requests;

/// <summary>A precondition where it is decided: on the state that the change is then held to, so that of two writers who ask for one version one wins.</summary>
internal sealed class RequestedVersion
{
    private readonly VersionCondition _condition;
    private readonly bool _activeOnly;

    private RequestedVersion(Precondition precondition) =>
        (_condition, _activeOnly, IsRepetition) =
            (VersionCondition.Parse(precondition.Match, precondition.NoneMatch), precondition.ActiveOnly, precondition.IsRepetition);

    /// <summary>Whether a call before this one, of which nobody heard again, may have done the work.</summary>
    public bool IsRepetition { get; }

    /// <exception cref="ScimException"><see cref="Refusals.PreconditionSyntax"/>.</exception>
    [return: NotNullIfNotNull(nameof(precondition))]
    public static RequestedVersion? Of(Precondition? precondition) => precondition is null ? null : new RequestedVersion(precondition);

    /// <summary>Refuses another version before anything is decided; after a first call of unknown outcome only if there is something left to do.</summary>
    /// <param name="version">The resource's.</param>
    /// <param name="active">Of a user: whether it is active. Whatever else has no such state.</param>
    /// <exception cref="ScimException"><see cref="Refusals.UserInactive"/>, <see cref="Refusals.PreconditionFailed"/>.</exception>
    public void RequireFirst(string version, bool active = true)
    {
        if (!IsRepetition)
        {
            Require(version, active);
        }
    }

    /// <summary>Refuses to change a resource of another version, and a user by that user's own token while it is not active.</summary>
    /// <inheritdoc cref="RequireFirst"/>
    public void Require(string version, bool active = true)
    {
        if (_activeOnly && !active)
        {
            throw new ScimException(Refusals.UserInactive, "The user that the token stands for is not active.");
        }

        _condition.Require(version);
    }
}
