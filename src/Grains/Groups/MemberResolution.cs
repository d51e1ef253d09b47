using System.Collections.Immutable;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Requests;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Users;
using Scim.Protocol.Comparisons;
using Scim.Protocol.Errors;

namespace Scim.Grains.Groups;

/// <summary>Whom the members of a request stand for (rule G10). Pure: the users found are given.</summary>
/// <param name="found">By the text of a member's <c>value</c>, the users that exist.</param>
internal sealed class MemberResolution(IReadOnlyDictionary<string, Guid> found)
{
    private const string BulkReference = "bulkId:";

    /// <summary>One text for one user, however named: an id, or for a name that nobody has its folded form.</summary>
    public string Identify(string value) => found.TryGetValue(value, out var id) ? id.ToString("D") : "?" + CaseFolding.Fold(value);

    /// <summary>The ids of those to be removed; who is unknown is no member.</summary>
    public static ImmutableArray<Guid> Known(ImmutableArray<string> identities)
    {
        var ids = ImmutableArray.CreateBuilder<Guid>(identities.Length);
        foreach (var identity in identities)
        {
            if (identity[0] != '?')
            {
                ids.Add(Guid.ParseExact(identity, "D"));
            }
        }

        return ids.DrainToImmutable();
    }

    /// <summary>The ids of those to be added; for a userName that nobody has, a user to be created.</summary>
    /// <param name="environment">Where the users live.</param>
    /// <param name="identities">From <see cref="Identify"/>.</param>
    /// <param name="values">The texts as sent: the first spelling of a name becomes the userName.</param>
    /// <param name="ids">The new users' ids.</param>
    /// <param name="creations">Takes the provisional users.</param>
    /// <exception cref="ScimException"><see cref="Refusals.StaleMember"/>, <see cref="Refusals.UnresolvedReference"/>.</exception>
    public ImmutableArray<Guid> KnownOrNew(
        EnvironmentKey environment, ImmutableArray<string> identities, IEnumerable<string> values, IIdSource ids,
        ImmutableArray<StoreOperation>.Builder creations)
    {
        Dictionary<string, string>? spellings = null;
        var members = ImmutableArray.CreateBuilder<Guid>(identities.Length);
        foreach (var identity in identities)
        {
            if (identity[0] != '?')
            {
                members.Add(Guid.ParseExact(identity, "D"));
                continue;
            }

            spellings ??= Spellings(values);
            var user = new UserKey(environment, ids.Next());
            creations.Add(new CreateUser(user, UserDocument.Provisional(NewName(spellings[identity])), Provisional: true));
            members.Add(user.Id);
        }

        return members.MoveToImmutable();
    }

    private Dictionary<string, string> Spellings(IEnumerable<string> values)
    {
        var spellings = new Dictionary<string, string>();
        foreach (var value in values)
        {
            spellings.TryAdd(Identify(value), value);
        }

        return spellings;
    }

    private static string NewName(string value)
    {
        if (Guid.TryParseExact(value, "D", out _))
        {
            throw new ScimException(Refusals.StaleMember, $"The member '{value}' is no user of this environment.");
        }

        return value.StartsWith(BulkReference, StringComparison.OrdinalIgnoreCase)
            ? throw new ScimException(Refusals.UnresolvedReference, $"The member '{value}' refers to nothing in this request.")
            : value;
    }
}
