using System.Collections.Immutable;
using Scim.Protocol.Values;

namespace Scim.Protocol.Groups;

/// <summary>What a POST, PUT or PATCH asks of one tenant's group, made out without loading the members.</summary>
/// <param name="DisplayName">The new name, checked by G5; not set when the request leaves it alone.</param>
/// <param name="ExternalId">The tenant's externalId; set to null to unassign it.</param>
/// <param name="Edits">The steps on the members, in order. None at all leaves them alone.</param>
public sealed record GroupChange(Optional<string> DisplayName, Optional<string?> ExternalId, ImmutableArray<MemberEdit> Edits)
{
    /// <summary>What becomes of the data of extensions; null when the request leaves it alone.</summary>
    public ExtensionEdit? Extensions { get; init; }

    /// <summary>Whether <see cref="FoldMembers"/> needs the present members: a filter other than on <c>value</c> is used.</summary>
    public bool NeedsMembers { get; } = Edits.Any(e => e.NeedsMembers);

    /// <summary>Every member text that the request names, in order, with repetitions: what the caller has to resolve.</summary>
    public IEnumerable<string> MemberValues => Edits.SelectMany(e => e.Values);

    /// <summary>Folds the steps, in their order, into one change.</summary>
    /// <param name="identity">
    /// Maps a member text to the identity it stands for, so that the id and the userName of one user count as one member;
    /// null compares the texts as sent.
    /// </param>
    /// <param name="members">The present members as complex values (<c>value</c>, <c>display</c>, <c>type</c>); required when <see cref="NeedsMembers"/>.</param>
    /// <exception cref="Errors.ScimException">
    /// <see cref="Errors.Refusals.PatchNoTarget"/>: a value filter matches no member. <see cref="Errors.Refusals.PatchTooMany"/>: many filters over many members.
    /// </exception>
    public MemberChange FoldMembers(Func<string, string>? identity = null, IReadOnlyCollection<ScimObject>? members = null)
    {
        if (NeedsMembers && members is null)
        {
            throw new InvalidOperationException("This change can only be folded over the present members.");
        }

        if (Edits.IsEmpty)
        {
            return MemberChange.None;
        }

        var fold = new MemberFold(identity, members ?? []);
        foreach (var edit in Edits)
        {
            fold.Apply(edit);
        }

        return fold.Change();
    }
}
