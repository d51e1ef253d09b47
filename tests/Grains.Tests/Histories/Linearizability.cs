namespace Scim.Grains.Tests.Histories;

/// <summary>
/// Decides whether a history of one resource is linearizable (Herlihy and Wing 1990): whether there is an order of its calls, in which no call stands before one that had ended before it began,
/// that a resource which does one thing at a time could have gone through. The search is that of Wing and Gong, with what has led nowhere remembered (Lowe 2017).
/// </summary>
internal static class Linearizability
{
    /// <param name="calls">All calls, in any order.</param>
    /// <param name="version">The resource's number before the first of them.</param>
    /// <param name="content">Likewise.</param>
    /// <param name="reading">What is not asked of reads.</param>
    public static bool Holds(IReadOnlyList<Call> calls, long version, string content, Reading reading = Reading.Strict)
    {
        var steps = new List<Step>();
        foreach (var call in calls)
        {
            var isApart = reading.HasFlag(Reading.ChangesShowLater) && call is { Kind: CallKind.Put or CallKind.Patch, Answer.Status: 200 };
            steps.Add(new Step(call, isApart ? call.Answer with { Content = null } : call.Answer, -1));
            if (isApart)
            {
                steps.Add(new Step(call with { Kind = CallKind.Get, Argument = null, IfMatch = null }, call.Answer, steps.Count - 1));
            }
        }

        return steps.Count <= 128 ? new Search([.. steps], reading.HasFlag(Reading.OfSeveralNodes)).From(UInt128.Zero, new State(version, content)) : throw new ArgumentException("A set of steps is a word of 128 bits.", nameof(calls));
    }

    private sealed class Search(Step[] steps, bool readsAreUnordered)
    {
        private readonly HashSet<(UInt128 Done, State State)> _dead = [];

        public bool From(UInt128 done, State state)
        {
            // Only a step whose call began before the first end of those that are left can be next.
            var (firstEnd, firstEndOfChange) = (int.MaxValue, int.MaxValue);
            for (var i = 0; i < steps.Length; i++)
            {
                if (!Has(done, i))
                {
                    firstEnd = Math.Min(firstEnd, steps[i].Call.Ended);
                    firstEndOfChange = steps[i].IsChange ? Math.Min(firstEndOfChange, steps[i].Call.Ended) : firstEndOfChange;
                }
            }

            if (firstEnd == int.MaxValue)
            {
                return true;
            }

            if (_dead.Contains((done, state)))
            {
                return false;
            }

            for (var i = 0; i < steps.Length; i++)
            {
                var limit = readsAreUnordered && steps[i].IsRead ? firstEndOfChange : firstEnd;
                if (!Has(done, i) && steps[i].Call.Began < limit && (steps[i].Behind < 0 || Has(done, steps[i].Behind))
                    && state.After(steps[i]) is { } next && From(done | (UInt128.One << i), next))
                {
                    return true;
                }
            }

            _dead.Add((done, state));
            return false;
        }

        private static bool Has(UInt128 set, int i) => (set & (UInt128.One << i)) != UInt128.Zero;
    }

    /// <param name="Call">What was asked, and when.</param>
    /// <param name="Answer">What this step has to show; without content, it shows nothing.</param>
    /// <param name="Behind">The step that comes before it, or -1.</param>
    private sealed record Step(Call Call, Answer Answer, int Behind)
    {
        public bool IsRead => Call.Kind == CallKind.Get;

        // A refusal acknowledges nothing.
        public bool IsChange => !IsRead && Answer.Status is (200 or 204);
    }

    /// <summary>A resource that does one thing at a time; without a version it is deleted, and stays so. The version goes up by one with each change of the content, and else stays.</summary>
    private sealed record State(long? Version, string Content)
    {
        /// <returns>Null: the step could not have been answered so.</returns>
        public State? After(Step step) => (step.Call, step.Answer.Status) switch
        {
            (_, 404) => Version is null ? this : null,
            _ when Version is null => null,
            (_, 412) => step.Call.IfMatch is { } wanted && wanted != Version ? this : null,
            _ when step.Call.IfMatch is { } wanted && wanted != Version => null,
            ({ Kind: CallKind.Delete }, 204) => new State(null, ""),
            ({ Kind: CallKind.Get }, 200) => Showing(step.Answer),
            ({ Kind: CallKind.Put }, 200) => Holding(step.Call.Argument!).Showing(step.Answer),
            ({ Kind: CallKind.Patch }, 200) =>
                Holding(string.Join(' ', Content.Split(' ').Append(step.Call.Argument).Distinct().Order(StringComparer.Ordinal))).Showing(step.Answer),
            _ => null,
        };

        private State Holding(string content) => content == Content ? this : new State(Version + 1, content);

        private State? Showing(Answer answer) => answer.Content is null || (answer.Version == Version && answer.Content == Content) ? this : null;
    }
}
