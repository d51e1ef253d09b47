using Scim.Grains.Coherence;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;

namespace Scim.Grains.Groups;

/// <summary>Finds the users that a request's members name (rule G10): by id, then by userName; never by display name or e-mail.</summary>
internal sealed class MemberResolver(CommittedCopies copies, IDirectoryStore store)
{
    public async ValueTask<MemberResolution> Resolve(EnvironmentKey environment, IEnumerable<string> values)
    {
        var found = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var others = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (FromCopies(environment, value) is { } id)
            {
                found[value] = id;
            }
            else
            {
                others.Add(value);
            }
        }

        if (others.Count > 0)
        {
            foreach (var (value, id) in await store.ResolveMembers(environment, [.. others], CancellationToken.None))
            {
                found[value] = id;
            }
        }

        return new MemberResolution(found);
    }

    /// <summary>The one user that a value names, or null.</summary>
    public async ValueTask<Guid?> ResolveOne(EnvironmentKey environment, string value)
    {
        if (FromCopies(environment, value) is { } id)
        {
            return id;
        }

        var found = await store.ResolveMembers(environment, [value], CancellationToken.None);
        return found.TryGetValue(value, out var user) ? user : null;
    }

    private Guid? FromCopies(EnvironmentKey environment, string value) =>
        Guid.TryParseExact(value, "D", out var id)
        && copies.Find(CopyKey.User(new UserKey(environment, id))) is { } user
        && copies.AreCurrent(user)
            ? id
            : null;
}
