using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Users;

/// <summary>
/// Which users are being changed on this node, by stripes: whoever finds nobody may change a user without the turn of its grain. A courtesy, no lock: a grain does not wait for
/// whoever is there, and the versions in the store decide every race.
/// </summary>
internal sealed class UserTurns
{
    private const int Stripes = 4096;
    private readonly int[] _changing = new int[Stripes];

    /// <summary>Enters if nobody is there; to be left then.</summary>
    public bool TryEnter(UserKey user) => Interlocked.CompareExchange(ref _changing[StripeOf(user)], 1, 0) == 0;

    /// <summary>Enters beside whoever is there; to be left.</summary>
    public void Enter(UserKey user) => Interlocked.Increment(ref _changing[StripeOf(user)]);

    public void Leave(UserKey user) => Interlocked.Decrement(ref _changing[StripeOf(user)]);

    private static int StripeOf(UserKey user) => (int)((uint)user.GetHashCode() % Stripes);
}
