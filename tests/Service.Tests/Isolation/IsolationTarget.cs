using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Isolation;

/// <summary>What an intruder aims at: an environment with a user, a group that has the user as its member, and a token.</summary>
/// <param name="Environment">Its tenant <c>acme</c>, and <c>default</c>, hold the group.</param>
/// <param name="UserId">Of a user whose names contain <see cref="Secret"/>.</param>
/// <param name="GroupId">Of a group whose name contains <see cref="Secret"/>.</param>
/// <param name="TokenId">Of a token of the environment.</param>
/// <param name="Secret">A word that no answer to an intruder may contain.</param>
internal sealed record IsolationTarget(TestEnvironment Environment, string UserId, string GroupId, string TokenId, string Secret)
{
    /// <summary>The same places, with ids that nobody has.</summary>
    public IsolationTarget WithUnknownIds() => this with
    {
        UserId = Guid.CreateVersion7().ToString(),
        GroupId = Guid.CreateVersion7().ToString(),
        TokenId = Guid.CreateVersion7().ToString(),
    };
}
