using System.Diagnostics;
using Scim.Service.Tests.Hosting;

namespace Scim.Cluster.Tests.Hosting;

/// <summary>One node of a cluster: ports and a directory that stay, and a process that comes and goes.</summary>
/// <param name="name">What logs call it.</param>
/// <param name="arguments">The command line beside what the node's place in the cluster is.</param>
internal sealed class NodeProcess(string name, params string[] arguments) : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private ChildProcess? _process;

    public string Name => name;

    /// <summary>Where it listens for everybody: an address of this machine.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>A command that becomes the command that follows it, e.g. <c>ip netns exec NAME</c>.</summary>
    public IReadOnlyList<string> Launcher { get; init; } = [];

    public int HttpPort { get; } = Ports.Free();

    public int SiloPort { get; } = Ports.Free();

    public int GatewayPort { get; } = Ports.Free();

    /// <summary>Without a slash at the end.</summary>
    public string Address => $"http://{Host}:{HttpPort}";

    /// <summary>Written by the node that made the first start.</summary>
    public string BootstrapFile => _directory.File("bootstrap.json");

    /// <summary>The program to run; another path for a node of another version.</summary>
    public string Assembly { get; set; } = BuiltNode.Assembly;

    /// <summary>Of the process that runs now or ran last.</summary>
    public int ProcessId => Process.Id;

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>What the process that runs now or ran last has printed.</summary>
    public string Output => _process?.Output ?? "";

    private ChildProcess Process => _process ?? throw new InvalidOperationException($"Node {name} was not started.");

    /// <summary>Starts the process and does not wait for it.</summary>
    public async Task Launch()
    {
        if (_process is { } former)
        {
            await former.DisposeAsync();
        }

        _process = await ChildProcess.Start(
            [
                .. Launcher, "dotnet", Assembly, "--urls", Address, "--bootstrap-file", BootstrapFile, "--data", _directory.File("data"), "--Cluster:Address", Host,
                "--Cluster:SiloPort", $"{SiloPort}", "--Cluster:GatewayPort", $"{GatewayPort}", "--Cluster:Name", name, .. arguments,
            ],
            "/",
            null);
    }

    /// <summary>Starts the process and waits until it is ready.</summary>
    public async Task Start(TimeSpan? within = null)
    {
        await Launch();
        await BecomesReady(within);
    }

    /// <summary>Waits until <c>/health/ready</c> says 200; a process that ends before is shown with what it printed.</summary>
    public async Task BecomesReady(TimeSpan? within = null)
    {
        var limit = within ?? TimeSpan.FromSeconds(60);
        var watch = Stopwatch.StartNew();
        while (await Health("ready") != 200)
        {
            IsRunning.ShouldBeTrue($"node {name} ended:\n{Output}");
            watch.Elapsed.ShouldBeLessThan(limit, $"waited for node {name} to be ready:\n{Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>The status of <c>/health/live</c>, <c>/health/ready</c> or <c>/health/startup</c>; 0 when nobody answers.</summary>
    public async Task<int> Health(string check)
    {
        try
        {
            using var answer = await _http.GetAsync($"{Address}/health/{check}");
            return (int)answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return 0;
        }
    }

    /// <summary>As <c>kill -9</c>; returns when the process is gone.</summary>
    public async Task Kill()
    {
        await Process.Signal("KILL");
        await Process.Exit();
    }

    /// <summary>As <c>kill</c>: the node has to end by itself.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Terminate(TimeSpan? within = null)
    {
        await Process.Signal("TERM");
        return await Process.Exit(within);
    }

    /// <summary>Waits for a process that ends by itself.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> Exit(TimeSpan? within = null) => Process.Exit(within);

    /// <summary>Stops the process from running at all, as a machine that hangs: SIGSTOP.</summary>
    public Task Freeze() => Process.Signal("STOP");

    /// <summary>Lets a frozen process go on as if nothing had happened: SIGCONT.</summary>
    public Task Thaw() => Process.Signal("CONT");

    /// <summary>Any other signal, e.g. <c>TERM</c> without waiting for the end.</summary>
    public Task Signal(string signal) => Process.Signal(signal);

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            await process.DisposeAsync();
        }

        _http.Dispose();
        _directory.Dispose();
    }
}
