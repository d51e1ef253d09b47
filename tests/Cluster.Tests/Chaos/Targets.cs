namespace Scim.Cluster.Tests.Chaos;

/// <summary>The nodes that a load balancer would send requests to now.</summary>
/// <param name="nodes">How many there are; all at first.</param>
internal sealed class Targets(int nodes) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _leaving = [];
    private readonly CancellationTokenSource?[] _present = [.. Enumerable.Range(0, nodes).Select(_ => new CancellationTokenSource())];

    /// <summary>A node by its number, and the token that ends with its place here.</summary>
    /// <param name="random">Chooses.</param>
    /// <param name="except">For a repetition: another one than this, and none that is leaving, if there is another.</param>
    public (int Node, CancellationToken Gone) Pick(Random random, int? except = null)
    {
        lock (_gate)
        {
            var present = Enumerable.Range(0, nodes).Where(node => _present[node] is not null).ToList();
            if (except is { } other && present.Count > 1)
            {
                present.Remove(other);
                present = present.Exists(node => !_leaving.Contains(node)) ? present.FindAll(node => !_leaving.Contains(node)) : present;
            }

            var chosen = present[random.Next(present.Count)];
            return (chosen, _present[chosen]!.Token);
        }
    }

    /// <summary>A node is told to stop: it still gets requests and is held to answer them, but a repetition goes to one that stays.</summary>
    public void Leave(int node)
    {
        lock (_gate)
        {
            _leaving.Add(node);
        }
    }

    /// <summary>Sends nothing more to a node, and gives up what it has not answered.</summary>
    public void Remove(int node)
    {
        CancellationTokenSource? gone;
        lock (_gate)
        {
            (gone, _present[node]) = (_present[node], null);
        }

        gone?.Cancel();
        gone?.Dispose();
    }

    public void Add(int node)
    {
        lock (_gate)
        {
            _leaving.Remove(node);
            _present[node] ??= new CancellationTokenSource();
        }
    }

    public void Dispose()
    {
        for (var node = 0; node < nodes; node++)
        {
            Remove(node);
        }
    }
}
