namespace Scim.Protocol.Bulk;

/// <summary>
/// Groups operations that refer to each other in circles (strongly connected components, by Tarjan's algorithm), and orders the groups: what is referred to first, else as in the request.
/// Recursion is as deep as there are operations at most, of which a request has a thousand.
/// </summary>
internal sealed class BulkCircles
{
    private readonly IReadOnlyList<int>[] _needs;
    private readonly int[] _number;
    private readonly int[] _lowest;
    private readonly int[] _circleOf;
    private readonly Stack<int> _open = new();
    private readonly List<int[]> _circles = [];
    private int _next = 1;

    private BulkCircles(IReadOnlyList<int>[] needs)
    {
        _needs = needs;
        (_number, _lowest, _circleOf) = (new int[needs.Length], new int[needs.Length], new int[needs.Length]);
        Array.Fill(_circleOf, -1);
        for (var i = 0; i < needs.Length; i++)
        {
            if (_number[i] == 0)
            {
                Visit(i);
            }
        }
    }

    /// <param name="needs">For each operation those that must be run before it.</param>
    /// <returns>Every operation once; each array ascending.</returns>
    public static List<int[]> InOrder(IReadOnlyList<int>[] needs)
    {
        var found = new BulkCircles(needs);
        var waiting = new int[found._circles.Count];
        var followers = new List<int>[found._circles.Count];
        for (var i = 0; i < needs.Length; i++)
        {
            foreach (var need in needs[i])
            {
                if (found._circleOf[need] != found._circleOf[i])
                {
                    waiting[found._circleOf[i]]++;
                    (followers[found._circleOf[need]] ??= []).Add(found._circleOf[i]);
                }
            }
        }

        var ready = new PriorityQueue<int, int>();
        for (var circle = 0; circle < waiting.Length; circle++)
        {
            if (waiting[circle] == 0)
            {
                ready.Enqueue(circle, found._circles[circle][0]);
            }
        }

        var ordered = new List<int[]>(waiting.Length);
        while (ready.TryDequeue(out var circle, out _))
        {
            ordered.Add(found._circles[circle]);
            foreach (var follower in followers[circle] ?? [])
            {
                if (--waiting[follower] == 0)
                {
                    ready.Enqueue(follower, found._circles[follower][0]);
                }
            }
        }

        return ordered;
    }

    private void Visit(int operation)
    {
        _number[operation] = _lowest[operation] = _next++;
        _open.Push(operation);
        foreach (var need in _needs[operation])
        {
            if (_number[need] == 0)
            {
                Visit(need);
                _lowest[operation] = Math.Min(_lowest[operation], _lowest[need]);
            }
            else if (_circleOf[need] < 0)
            {
                _lowest[operation] = Math.Min(_lowest[operation], _number[need]);
            }
        }

        if (_lowest[operation] != _number[operation])
        {
            return;
        }

        var members = new List<int>();
        int member;
        do
        {
            member = _open.Pop();
            _circleOf[member] = _circles.Count;
            members.Add(member);
        }
        while (member != operation);

        members.Sort();
        _circles.Add([.. members]);
    }
}
