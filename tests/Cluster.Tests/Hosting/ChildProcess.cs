using System.Collections.Concurrent;
using System.Diagnostics;

namespace Scim.Cluster.Tests.Hosting;

/// <summary>
/// A program of ours as a process that can be killed, frozen and woken. A shell stands between: it kills the program when the test process goes, however that goes, because it
/// then reads the end of its input.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const string UntilInputEnds =
        """
        exec 3<&0
        "$@" </dev/null &
        child=$!
        echo "pid $child"
        { read -r _; kill -KILL $child; } <&3 2>/dev/null &
        reader=$!
        exec 3<&-
        wait $child
        code=$?
        kill $reader 2>/dev/null
        exit $code
        """;

    private const int LongestOutput = 4000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _shell;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<int> _pid = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process shell)
    {
        _shell = shell;
        shell.OutputDataReceived += (_, line) => Read(line.Data);
        shell.ErrorDataReceived += (_, line) => Read(line.Data);
        shell.BeginOutputReadLine();
        shell.BeginErrorReadLine();
    }

    /// <summary>Of the program, not of the shell.</summary>
    public int Id { get; private set; }

    public bool HasExited => _shell.HasExited;

    /// <summary>What it printed; the last of it, if it is much.</summary>
    public string Output => string.Join('\n', _output);

    /// <param name="assembly">The path of a <c>.dll</c> with an entry point.</param>
    /// <param name="arguments">Its command line.</param>
    public static Task<ChildProcess> Start(string assembly, params IEnumerable<string> arguments) => Start(["dotnet", assembly, .. arguments], "/", null);

    /// <param name="command">A program and its arguments; it may become another one (<c>exec</c>), but may not start one and wait for it.</param>
    /// <param name="directory">Where it runs.</param>
    /// <param name="environment">All that its environment holds; null: what this process has.</param>
    public static async Task<ChildProcess> Start(string[] command, string directory, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo("sh", ["-c", UntilInputEnds, "sh", .. command])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        if (environment is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment)
            {
                start.Environment[name] = value;
            }
        }

        var child = new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException("No shell."));
        child.Id = await child._pid.Task.WaitAsync(Patience);
        return child;
    }

    /// <summary>Sends a signal by its name, e.g. <c>STOP</c>.</summary>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Exit(TimeSpan? within = null)
    {
        await _shell.WaitForExitAsync().WaitAsync(within ?? Patience);
        return _shell.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync().WaitAsync(Patience);
        _shell.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.StartsWith("pid ", StringComparison.Ordinal) && !_pid.Task.IsCompleted)
        {
            _pid.TrySetResult(int.Parse(line[4..]));
            return;
        }

        _output.Enqueue(line);
        if (_output.Count > LongestOutput)
        {
            _output.TryDequeue(out _);
        }
    }
}
