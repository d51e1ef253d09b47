using System.Collections.Immutable;
using Scim.Grains.Coherence;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;

namespace Scim.Grains.Groups;

/// <summary>Finds the users that a request's members name (rule G10): by id, then by userName; never by display name or e-mail.</summary>
internal sealed class MemberResolver(CommittedCopies copies, IDirectoryStore store)
{
    public async ValueTask<MemberResolution> Resolve(EnvironmentKey environment, IEnumerable<string> values)
    {
        var distinct = values.Distinct().ToImmutableArray();
        return distinct switch
        {
            [] => new MemberResolution(ImmutableDictionary<string, Guid>.Empty),
            [var only] when FromCopies(environment, only) is { } id => new MemberResolution(ImmutableDictionary<string, Guid>.Empty.Add(only, id)),
            _ => new MemberResolution(await store.ResolveMembers(environment, distinct, CancellationToken.None)),
        };
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
