using System.Collections.Concurrent;
using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;

namespace Scim.Cluster.Tests.Chaos;

/// <summary>Workers that create, change, read and assign users through all nodes at once until they are told to stop, and remember what was acknowledged.</summary>
internal sealed class Load : IAsyncDisposable
{
    private const int Groups = 12;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TestCluster _cluster;
    private readonly Task[] _workers;

    private Load(TestCluster cluster, int workers, int seed, List<string> groups)
    {
        _cluster = cluster;
        Seed = seed;
        Members = groups.ToDictionary(id => id, _ => new ConcurrentDictionary<string, bool>());
        Targets = new Targets(cluster.Nodes.Count);
        Client = new RetryingClient(cluster, Targets);
        var prefix = ClusterFixture.Fresh("load");
        _workers = [.. Enumerable.Range(0, workers).Select(i => new LoadWorker(this, $"{prefix}-{i}", new Random(seed + i)).Run(_stopping.Token))];
    }

    public int Seed { get; }

    public Targets Targets { get; }

    public RetryingClient Client { get; }

    /// <summary>All that was created or may have been.</summary>
    public ConcurrentBag<TrackedUser> Users { get; } = [];

    /// <summary>Group id → the ids of the users whose addition was acknowledged.</summary>
    public IReadOnlyDictionary<string, ConcurrentDictionary<string, bool>> Members { get; }

    /// <summary>Answers that contradict what was acknowledged before the question, or that nothing explains.</summary>
    public ConcurrentQueue<string> Contradictions { get; } = new();

    public TimeSpan Now => Client.Now;

    public static async Task<Load> Start(TestCluster cluster, int workers, int seed)
    {
        var prefix = ClusterFixture.Fresh("Crew");
        var groups = new List<string>();
        for (var i = 0; i < Groups; i++)
        {
            groups.Add((await cluster.Tenant(i % cluster.Nodes.Count).Post("/Groups", new { displayName = $"{prefix}-{i}" })).Expect(201).Id);
        }

        return new Load(cluster, workers, seed, groups);
    }

    /// <summary>Lets the load run for so long, and fails if a worker has ended.</summary>
    public async Task RunFor(TimeSpan time)
    {
        var ended = await Task.WhenAny([Task.Delay(time), .. _workers]);
        await ended;
    }

    /// <summary>Ends the load when every request under way has its answer.</summary>
    public async Task Stop()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_workers);
    }

    /// <summary>Reads back, through every node in turn, all that was acknowledged.</summary>
    /// <returns>What is missing, old, or there twice.</returns>
    public async Task<List<string>> FindLosses()
    {
        var losses = new ConcurrentBag<string>();
        var nodes = _cluster.Nodes.Count;
        var i = 0;
        await Parallel.ForEachAsync(Users, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (user, _) =>
        {
            var node = Interlocked.Increment(ref i) % nodes;
            var found = (await _cluster.Tenant(node).Get($"/Users?filter=userName+eq+\"{user.UserName}\"")).Expect(200).Json.GetProperty("totalResults").GetInt32();
            if (found > 1 || (user.Id is not null && found != 1))
            {
                losses.Add($"{user.UserName} is there {found} times");
            }

            if (user.Id is { } id && Judge(user, user.Acknowledged, await _cluster.Tenant(node).Get($"/Users/{id}"), last: true) is { } loss)
            {
                losses.Add(loss);
            }
        });
        foreach (var (group, acknowledged) in Members)
        {
            i++;
            var members = (await _cluster.Tenant(i % nodes).Get($"/Groups/{group}")).Expect(200).Json.GetProperty("members").EnumerateArray()
                .Select(member => member.GetProperty("value").GetString()!).ToList();
            var once = members.ToHashSet();
            if (once.Count != members.Count)
            {
                losses.Add($"group {group} names {members.Count - once.Count} members twice");
            }

            foreach (var user in acknowledged.Keys.Where(user => !once.Contains(user)))
            {
                losses.Add($"group {group} has lost {user}");
            }
        }

        return [.. losses];
    }

    /// <summary>What an answer contradicts, or null.</summary>
    /// <param name="user">Was asked for.</param>
    /// <param name="least"><see cref="TrackedUser.Acknowledged"/> from before the question.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="last">Whether nothing is being written any more: then the version has to be the acknowledged one too.</param>
    public static string? Judge(TrackedUser user, int least, Reply reply, bool last = false)
    {
        if (reply.Status != 200)
        {
            return $"{user.UserName}: {reply.Status} {reply.Text}";
        }

        var shown = int.Parse(reply.Json.GetProperty("title").GetString()!);
        return shown < least && !user.IsDoubtful(shown) ? $"{user.UserName} shows {shown} after {least} was acknowledged"
            : shown > user.Sent ? $"{user.UserName} shows {shown}, which was never sent"
            : last && user.IsCertain && reply.Header("ETag") != user.ETag ? $"{user.UserName} has version {reply.Header("ETag")} and not {user.ETag}"
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Targets.Dispose();
        _stopping.Dispose();
    }
}
