using System.Diagnostics;
using System.Text;

namespace Scim.Load;

/// <summary>Workers that send one request after the other for a time; each has a connection to every node and takes them in turn.</summary>
internal sealed class LoadRun
{
    private readonly Options _options;
    private readonly Uri[] _nodes;
    private readonly List<double>[] _latencies;
    private int _wrong;

    private LoadRun(Options options)
    {
        _options = options;
        _nodes = [.. options["nodes"].Split(',').Select(node => new Uri(node))];
        _latencies = [.. Enumerable.Range(0, options.Number("connections")).Select(_ => new List<double>(100_000))];
    }

    /// <summary>Creates users as identity providers send them, about 900 bytes each.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Create(Options options)
    {
        var run = new LoadRun(options);
        var ids = new List<string>[run._latencies.Length];
        var code = await run.Measure(async (worker, number, connection) =>
        {
            var status = await connection.Send(run.Post(UserDocument.Of($"{options["prefix"]}-{worker}-{number}")));
            if (status == 201)
            {
                (ids[worker] ??= []).Add(IdOf(connection.Body));
            }

            return status == 201;
        });
        if (options.Optional("ids") is { } file)
        {
            await File.WriteAllLinesAsync(file, ids.Where(list => list is not null).SelectMany(list => list));
        }

        return code;
    }

    /// <summary>Reads users, each worker in an order of its own.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Get(Options options)
    {
        var run = new LoadRun(options);
        var ids = await File.ReadAllLinesAsync(options["ids"]);
        var requests = ids.Select(run.GetOf).ToArray();
        return await run.Measure(async (worker, number, connection) =>
            await connection.Send(requests[((worker * 7919) + number) % requests.Length]) == 200 && connection.Body.Length > 100);
    }

    private async Task<int> Measure(Func<int, int, Connection, ValueTask<bool>> send)
    {
        var clock = Stopwatch.StartNew();
        var end = TimeSpan.FromSeconds(_options.Number("seconds"));
        await Task.WhenAll(_latencies.Select((latencies, worker) => Work(worker, latencies, clock, end, send)));
        var elapsed = clock.Elapsed.TotalSeconds;
        var all = _latencies.SelectMany(list => list).Order().ToList();
        Console.WriteLine($"{all.Count} {all.Count / elapsed:F0} {At(all, 0.5):F1} {At(all, 0.99):F1}");
        if (_wrong > 0)
        {
            await Console.Error.WriteLineAsync($"{_wrong} answers were not as they should be.");
        }

        return _wrong == 0 && all.Count > 0 ? 0 : 1;
    }

    private async Task Work(int worker, List<double> latencies, Stopwatch clock, TimeSpan end, Func<int, int, Connection, ValueTask<bool>> send)
    {
        var connections = await Task.WhenAll(_nodes.Select(Connection.Open));
        for (var number = 0; clock.Elapsed < end; number++)
        {
            var started = clock.Elapsed;
            if (await send(worker, number, connections[(worker + number) % connections.Length]))
            {
                latencies.Add((clock.Elapsed - started).TotalMilliseconds);
            }
            else
            {
                Interlocked.Increment(ref _wrong);
            }
        }

        Array.ForEach(connections, connection => connection.Dispose());
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[(int)((sorted.Count - 1) * share)];

    private static string IdOf(ReadOnlySpan<byte> user)
    {
        var at = user.IndexOf("\"id\":\""u8) + 6;
        return Encoding.ASCII.GetString(user.Slice(at, 36));
    }

    private ReadOnlyMemory<byte> Post(string body) => Encoding.ASCII.GetBytes(
        $"POST {_options["path"]}/Users HTTP/1.1\r\nHost: load\r\nAuthorization: Bearer {_options["token"]}\r\nContent-Type: application/scim+json\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    private ReadOnlyMemory<byte> GetOf(string id) => Encoding.ASCII.GetBytes(
        $"GET {_options["path"]}/Users/{id} HTTP/1.1\r\nHost: load\r\nAuthorization: Bearer {_options["token"]}\r\nAccept: application/scim+json\r\n\r\n");
}
