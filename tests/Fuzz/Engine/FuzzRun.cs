using Scim.Protocol.Errors;

namespace Scim.Fuzz.Engine;

/// <summary>
/// Feeds one target. An input that takes a new branch, or has a new outcome, is kept and is what later ones are made from. A run is the same again with the same seed over the same code.
/// </summary>
internal sealed class FuzzRun(FuzzTarget target, int seed)
{
    /// <summary>The longest that one input may take, in processor time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>By how much the heap may grow while a run goes on.</summary>
    public const long MostGrowth = 4 << 20;

    private const int MostKept = 20_000;
    private const int MostKeptBytes = 64 << 20;
    private const int MostFailures = 50;

    private readonly Random _random = new(seed);
    private readonly Coverage _coverage = Coverage.Map;
    private readonly List<byte[]> _kept = [];
    private readonly HashSet<string> _outcomes = [];
    private readonly Dictionary<string, FuzzFailure> _failures = [];
    private long _keptBytes;
    private long _accepted;
    private long _largest;
    private TimeSpan _slowest;

    /// <param name="count">How many inputs.</param>
    /// <param name="before">Sees each input before it is run, so that one that ends the process is known.</param>
    public FuzzReport Run(long count, Action<byte[]> before)
    {
        _coverage.Forget();
        var mutator = new Mutator(target, _random);
        var (baseline, growth) = (0L, 0L);
        for (var i = 0L; i < count && _failures.Count < MostFailures; i++)
        {
            if (i == count / 4)
            {
                baseline = Heap();
            }

            var input = i < target.Seeds.Count ? System.Text.Encoding.UTF8.GetBytes(target.Seeds[(int)i]) : mutator.Next(_kept);
            before(input);
            Feed(input);
        }

        growth = Heap() - baseline;
        if (growth > MostGrowth)
        {
            _failures["growth"] = new FuzzFailure([], $"the heap grew by {growth} bytes");
        }

        return new FuzzReport(target.Name, count, _outcomes.Count, _accepted, _coverage.Branches, _kept.Count, _slowest, _largest, growth, [.. _failures.Values]);
    }

    private void Feed(byte[] input)
    {
        _coverage.Begin();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = ThreadClock.Now;
        var outcome = Outcome(input);
        var taken = ThreadClock.Now - start;
        _largest = Math.Max(_largest, GC.GetAllocatedBytesForCurrentThread() - allocated);
        _slowest = taken > _slowest ? taken : _slowest;
        if (_coverage.End() | _outcomes.Add(outcome) && _kept.Count < MostKept && _keptBytes + input.Length < MostKeptBytes)
        {
            _kept.Add(input);
            _keptBytes += input.Length;
        }

        if (taken > Patience && Again(input) is { } slow && slow > Patience)
        {
            _failures.TryAdd("slow", new FuzzFailure(input, $"took {slow.TotalMilliseconds:0} ms of processor time"));
        }
    }

    private string Outcome(byte[] input)
    {
        try
        {
            var outcome = target.Run(input);
            _accepted++;
            return outcome;
        }
        catch (ScimException refused)
        {
            return FuzzTarget.Word(refused);
        }
        catch (Exception fault)
        {
            var place = fault.StackTrace?.Split('\n')[0].Trim();
            var what = $"{fault.GetType().Name} {place}";
            _failures.TryAdd(what, new FuzzFailure(input, $"{fault.GetType().Name}: {fault.Message} {place}"));
            return what;
        }
    }

    // The first time may have been the compiler's, or the garbage collector's: the best of three is the input's own.
    private TimeSpan Again(byte[] input)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var start = ThreadClock.Now;
            Outcome(input);
            var taken = ThreadClock.Now - start;
            best = taken < best ? taken : best;
        }

        return best;
    }

    private long Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true) - _keptBytes;
    }
}
