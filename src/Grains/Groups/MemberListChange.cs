using System.Collections.Immutable;
using System.Text;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Groups;

/// <summary>What a change makes of members that are known. Pure; lists are in the order of ids, as a store makes them.</summary>
internal sealed class MemberListChange
{
    private readonly MemberList _before;
    private readonly MemberChange _change;

    public MemberListChange(MemberList before, MemberChange change)
    {
        (_before, _change) = (before, change);
        var present = MemberListReader.Ids(before);
        Coming = [.. change.Add.Distinct().Where(id => !present.Contains(id)).Order()];
    }

    /// <summary>Who was no member and becomes one.</summary>
    public ImmutableArray<Guid> Coming { get; }

    /// <param name="names">The display names of <see cref="Coming"/>.</param>
    public MemberList Apply(IReadOnlyList<string> names)
    {
        var (add, remove) = (_change.Add.ToHashSet(), _change.Remove.ToHashSet());
        var after = new MemberListBuilder(_before.Count + Coming.Length);
        var rest = (ReadOnlySpan<byte>)_before.Packed;
        var next = 0;
        while (!rest.IsEmpty)
        {
            var member = MemberListReader.Next(ref rest);
            var id = MemberListReader.Id(member);
            for (; next < Coming.Length && Coming[next] < id; next++)
            {
                after.Add(Coming[next], Encoding.UTF8.GetBytes(names[next]));
            }

            if (add.Contains(id) || !(_change.ReplacesAll || remove.Contains(id)))
            {
                after.AddPacked(member);
            }
        }

        for (; next < Coming.Length; next++)
        {
            after.Add(Coming[next], Encoding.UTF8.GetBytes(names[next]));
        }

        return after.Build();
    }
}
