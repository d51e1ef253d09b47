using System.Collections.Concurrent;
using System.Diagnostics;

namespace Scim.Service.Tests.Hosting;

/// <summary>The service as a process of its own, so that it can be killed.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServiceProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
    }

    /// <summary>Without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What it printed so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts on a data directory and waits until it says that it has started.</summary>
    public static async Task<ServiceProcess> Start(TemporaryDirectory directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
            [BuiltNode.Assembly, "--urls", "http://127.0.0.1:0", "--data", directory.File("data"), "--bootstrap-file", directory.File("bootstrap.json"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        var service = new ServiceProcess(Process.Start(start) ?? throw new InvalidOperationException("The service did not start."));
        service._process.BeginOutputReadLine();
        service._process.BeginErrorReadLine();
        try
        {
            service.Address = await service._listening.Task.WaitAsync(Patience);
            await service._started.Task.WaitAsync(Patience);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"The service did not start:\n{service.Output}", e);
        }

        return service;
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As <c>kill</c>: the service has to end by itself.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        const string Listening = "Now listening on: ";
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            // A log of JSON goes on after the address.
            _listening.TrySetResult(line[(at + Listening.Length)..].Split('"')[0].Trim());
        }

        if (line.Contains("Application started", StringComparison.Ordinal))
        {
            _started.TrySetResult();
        }
    }
}
