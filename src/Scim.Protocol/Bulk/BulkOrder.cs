using System.Collections.Immutable;

namespace Scim.Protocol.Bulk;

/// <summary>
/// Finds for each step the earlier ones that it has to wait for: what it refers to; what concerns the same resource or takes the same name; who sets names free waits for those who take
/// some, and they for it, since nobody can tell which names those are. (A PUT, which nearly always keeps the name, does not count for that: see <see cref="BulkStep.MayBeTooEarly"/>.)
/// </summary>
internal sealed class BulkOrder(IReadOnlyList<BulkOperation> operations, IReadOnlyList<BulkScan> scans)
{
    private readonly ImmutableArray<BulkStep>.Builder _steps = ImmutableArray.CreateBuilder<BulkStep>(operations.Count);
    private readonly int[] _stepOf = new int[operations.Count];
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _deleted =
        [.. operations.Where(o => o is { Method: BulkMethod.Delete, Target.Id: not null }).Select(o => Guid.TryParseExact(o.Target!.Id, "D", out var id) ? id : Guid.Empty)];

    private readonly NameTraffic _users = new();
    private readonly NameTraffic _groups = new();

    public ImmutableArray<BulkStep> Steps() => _steps.ToImmutable();

    /// <summary>
    /// A change of a resource follows what the request does with it before, even if that has to wait for a resource that is created further down. A creation only follows
    /// creations, so that this closes no circle.
    /// </summary>
    /// <param name="needs">For each operation those that must be run before it; gets more.</param>
    public void FollowEarlier(IReadOnlyList<List<int>> needs)
    {
        var before = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            if (operation.Fault is not null)
            {
                continue;
            }

            foreach (var key in ResourceKeys(operation.Target!, scans[operation.Index]))
            {
                if (!before.TryGetValue(key, out var earlier))
                {
                    before[key] = earlier = [];
                }

                if (operation.Method != BulkMethod.Post)
                {
                    needs[operation.Index].AddRange(earlier);
                    earlier.Clear();
                }

                earlier.Add(operation.Index);
            }
        }
    }

    /// <summary>Adds the next step.</summary>
    /// <param name="circle">Its operations.</param>
    /// <param name="needs">For each operation those that must be run before it.</param>
    public void Add(int[] circle, IReadOnlyList<int>[] needs)
    {
        var step = _steps.Count;
        var after = new SortedSet<int>();
        var tooEarly = false;
        foreach (var index in circle)
        {
            _stepOf[index] = step;
            foreach (var need in needs[index])
            {
                after.Add(_stepOf[need]);
            }

            if (operations[index].Fault is null)
            {
                tooEarly |= Follow(index, step, after);
            }
        }

        after.Remove(step);
        var isCircle = circle.Length > 1 || needs[circle[0]].Contains(circle[0]);
        _steps.Add(new BulkStep([.. circle], isCircle, [.. after], tooEarly));
    }

    private bool Follow(int index, int step, SortedSet<int> after)
    {
        var (operation, scan) = (operations[index], scans[index]);
        var target = operation.Target!;
        foreach (var key in scan.Names.Concat(ResourceKeys(target, scan)))
        {
            if (_last.TryGetValue(key, out var earlier))
            {
                after.Add(earlier);
            }

            _last[key] = step;
        }

        var frees = operation.Method == BulkMethod.Delete || scan.MayRename;
        var tooEarly = Pass(_users, "u", !target.IsGroup) | Pass(_groups, "g", target.IsGroup);
        return tooEarly;

        bool Pass(NameTraffic names, string kind, bool isOwn)
        {
            var takes = scan.Names.Any(name => name.StartsWith(kind, StringComparison.Ordinal)) || (isOwn && scan.MayRename);
            var early = takes && names.HasReplacement;
            names.Pass(step, takes, isOwn && frees, after);
            names.HasReplacement |= isOwn && operation.Method == BulkMethod.Put;
            return early;
        }
    }

    private HashSet<string> ResourceKeys(BulkTarget target, BulkScan scan)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (target.Id is { } id)
        {
            keys.Add($"/{target.IsGroup}/{id.ToUpperInvariant()}");
        }
        else if (target.Reference is { } reference)
        {
            keys.Add($":{target.IsGroup}/{reference}");
        }

        // A member who is deleted in the same request.
        foreach (var mentioned in _deleted.Count == 0 ? [] : scan.Ids)
        {
            if (_deleted.Contains(mentioned))
            {
                keys.Add($"/{false}/{mentioned.ToString("D").ToUpperInvariant()}");
            }
        }

        return keys;
    }
}
