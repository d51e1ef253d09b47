using System.Collections.Immutable;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Values;

namespace Scim.Protocol.Groups;

/// <summary>Plays the edits of one request against what is known of the membership and keeps the net effect.</summary>
internal sealed class MemberFold(Func<string, string>? identity, IReadOnlyCollection<ScimObject> members)
{
    // Filters over members, times members: beyond this a small body could keep a processor busy for many seconds.
    private const long MaxLookedAt = 5_000_000;

    // Each with the number of its step, so that the order of first naming survives removals.
    private readonly Dictionary<string, int> _add = [];
    private readonly Dictionary<string, int> _remove = [];
    private readonly Dictionary<string, int> _mustBeMembers = [];
    private bool _replacesAll;
    private int _step;
    private long _lookedAt;

    public void Apply(MemberEdit edit)
    {
        switch (edit)
        {
            case MemberEdit.ReplaceAll all:
                _replacesAll = true;
                _add.Clear();
                _remove.Clear();
                AddAll(all.Members);
                break;
            case MemberEdit.Add add:
                AddAll(add.Members);
                break;
            case MemberEdit.Remove remove:
                foreach (var member in remove.Members)
                {
                    Remove(Identify(member));
                }

                break;
            case MemberEdit.RemoveWhere where:
                foreach (var member in Matching(where.Filter))
                {
                    Remove(member);
                }

                break;
            case MemberEdit.Require require:
                Require(Identify(require.Member), require.Member);
                break;
            case MemberEdit.RequireWhere where when Matching(where.Filter).Count == 0:
                throw NoTarget(where.Text);
        }
    }

    public MemberChange Change() => new(_replacesAll, InOrder(_add), InOrder(_remove), InOrder(_mustBeMembers));

    private static ImmutableArray<string> InOrder(Dictionary<string, int> set) =>
        set.Count == 0 ? [] : [.. set.OrderBy(e => e.Value).Select(e => e.Key)];

    private static ScimException NoTarget(string filter) =>
        new(Refusals.PatchNoTarget, $"`members[{filter}]` matches no member of the group.");

    private string Identify(string member) => identity?.Invoke(member) ?? member;

    private void AddAll(ImmutableArray<string> added)
    {
        foreach (var member in added)
        {
            var id = Identify(member);
            _remove.Remove(id);
            _add.TryAdd(id, _step++);
        }
    }

    private void Remove(string id)
    {
        _add.Remove(id);
        if (!_replacesAll)
        {
            _remove.TryAdd(id, _step++);
        }
    }

    private void Require(string id, string asSent)
    {
        if (_add.ContainsKey(id))
        {
            return;
        }

        if (_replacesAll || _remove.ContainsKey(id))
        {
            throw NoTarget($"value eq {FilterLiteral.Of(asSent)}");
        }

        _mustBeMembers.TryAdd(id, _step++);
    }

    /// <summary>The members at this step that the filter matches; of those who were none before, no more than <c>value</c> and <c>type</c> is known.</summary>
    private List<string> Matching(CheckedFilter filter)
    {
        _lookedAt += members.Count + _add.Count;
        if (_lookedAt > MaxLookedAt)
        {
            throw new ScimException(Refusals.PatchTooMany, $"The value filters look at more than {MaxLookedAt} members; split the PATCH, or name members by `value`.");
        }

        var matching = new List<string>();
        var present = new HashSet<string>(members.Count);
        foreach (var member in members)
        {
            if (member["value"] is not ScimString id || !present.Add(id.Value))
            {
                continue;
            }

            var isMember = _add.ContainsKey(id.Value) || (!_replacesAll && !_remove.ContainsKey(id.Value));
            if (isMember && FilterEvaluator.ElementMatches(filter, member))
            {
                matching.Add(id.Value);
            }
        }

        foreach (var added in _add.Keys)
        {
            if (!present.Contains(added)
                && FilterEvaluator.ElementMatches(filter, new ScimObject([new("value", new ScimString(added)), new("type", new ScimString("User"))])))
            {
                matching.Add(added);
            }
        }

        return matching;
    }
}
