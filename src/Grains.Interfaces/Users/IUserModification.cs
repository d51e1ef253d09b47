using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Grains.Interfaces.Users;

/// <summary>
/// What <see cref="IUserGrain"/> does, tried once and without a call: a change that meets no other needs no grain's turn. Null means that it has met one and that nothing was
/// changed: ask the grain, which serialises them. There is none in a process without a silo, and none where there are several nodes: there the grain's node is the one whose
/// copies are never behind what any other has shown.
/// </summary>
public interface IUserModification
{
    /// <summary>As <see cref="IUserGrain.Replace"/>, and with a precondition as <see cref="IUserGrain.ReplaceIf"/>.</summary>
    Task<Outcome<UserResource>?> TryReplace(MembershipKey key, WriteRequest request, Precondition? precondition);

    /// <summary>As <see cref="IUserGrain.Patch"/>, and with a precondition as <see cref="IUserGrain.PatchIf"/>.</summary>
    Task<Outcome<UserResource>?> TryPatch(MembershipKey key, WriteRequest request, Precondition? precondition);
}
