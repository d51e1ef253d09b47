using System.Collections.Concurrent;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Comparisons;

namespace Scim.Grains.Users;

/// <summary>
/// Guesses which user has a userName. A guess may be wrong: whoever uses it looks whether the user's current copy bears the name,
/// and since no two users do (rule U2), that settles it. So nothing has to be removed from here, and at its bound it is emptied.
/// </summary>
internal sealed class UserNameHints
{
    private const int Most = 200_000;

    private readonly ConcurrentDictionary<(EnvironmentKey Environment, string Folded), Guid> _ids = new();
    private int _count;

    public Guid? Find(EnvironmentKey environment, string folded) => _ids.TryGetValue((environment, folded), out var id) ? id : null;

    public void Remember(EnvironmentKey environment, UserRow user)
    {
        var key = (environment, CaseFolding.Fold(user.UserName));
        if (_ids.TryAdd(key, user.Key.Id))
        {
            if (Interlocked.Increment(ref _count) > Most)
            {
                _ids.Clear();
                Interlocked.Exchange(ref _count, 0);
            }
        }
        else
        {
            _ids[key] = user.Key.Id;
        }
    }
}
