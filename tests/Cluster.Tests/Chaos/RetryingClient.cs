using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;

namespace Scim.Cluster.Tests.Chaos;

/// <summary>A client as identity providers are: it sends to any node, and after a failure once more, to another one, as late as the answer asked.</summary>
internal sealed class RetryingClient(TestCluster cluster, Targets targets)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _requests;
    private int _repeated;

    /// <summary>Since the client was made.</summary>
    public TimeSpan Now => _clock.Elapsed;

    /// <summary>Requests that are done, repetitions not counted.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Requests that were sent twice.</summary>
    public int Repeated => Volatile.Read(ref _repeated);

    /// <summary>Requests that failed twice.</summary>
    public ConcurrentQueue<LoadError> Errors { get; } = new();

    /// <summary>Attempts that failed, with the time when they had.</summary>
    public ConcurrentQueue<(TimeSpan At, Attempt Attempt)> Failures { get; } = new();

    /// <summary>The longest that a request took to succeed, its repetition included.</summary>
    public TimeSpan Longest { get; private set; }

    /// <returns>The answer, and whether it is that of a repetition; null when both attempts failed.</returns>
    public async Task<(Reply Reply, bool Repeated)?> Send(Random random, string method, string path, object? body = null)
    {
        var started = Now;
        var first = await Try(random, null, method, path, body);
        var last = first;
        if (first.Failed)
        {
            Interlocked.Increment(ref _repeated);
            await Task.Delay(Pause(random, first));
            last = await Try(random, first.Node, method, path, body);
        }

        Interlocked.Increment(ref _requests);
        var ended = Now;
        if (last.Failed)
        {
            Errors.Enqueue(new LoadError(started, ended, $"{method} {path}", first, last));
            return null;
        }

        Longest = ended - started > Longest ? ended - started : Longest;
        return (last.Reply!, last != first);
    }

    private async Task<Attempt> Try(Random random, int? except, string method, string path, object? body)
    {
        var (node, gone) = targets.Pick(random, except);
        Attempt attempt;
        try
        {
            attempt = new Attempt(node, await Once(node, method, path, body, gone), null);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            attempt = new Attempt(node, null, $"{e.GetType().Name} {e.Message}");
        }

        if (attempt.Failed)
        {
            Failures.Enqueue((Now, attempt));
        }

        return attempt;
    }

    private async Task<Reply> Once(int node, string method, string path, object? body, CancellationToken gone)
    {
        var tenant = cluster.Tenant(node);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(gone);
        limit.CancelAfter(Patience);
        using var request = new HttpRequestMessage(new HttpMethod(method), tenant.BaseUrl + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tenant.Token);
        request.Content = body is null ? null : Caller.Json(JsonSerializer.Serialize(body));
        using var response = await cluster.Http.SendAsync(request, limit.Token);
        return await Reply.Read(response).WaitAsync(limit.Token);
    }

    // As long as Retry-After says; a connection that broke is tried again soon.
    private static TimeSpan Pause(Random random, Attempt first) => first.Reply?.Header("Retry-After") is { } seconds
        ? TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))
        : TimeSpan.FromMilliseconds(random.Next(50, 200));
}
