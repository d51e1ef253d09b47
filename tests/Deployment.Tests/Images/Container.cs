using System.Diagnostics;
using Scim.Cluster.Tests.Hosting;

namespace Scim.Deployment.Tests.Images;

/// <summary>
/// A process as an image's container would have it: the image's entry point in its directory, as its user and without groups or capabilities, with an environment that holds
/// nothing but what it is given. (The file system around it is this machine's.)
/// </summary>
internal sealed class Container : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly bool IsRoot = Environment.UserName == "root";
    private readonly ChildProcess _process;

    private Container(ChildProcess process) => _process = process;

    /// <summary>What it has written.</summary>
    public string Output => _process.Output;

    public static async Task<Container> Start(Publication publication, string image, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var user = Dockerfile.OfTheRepository.Instruction(image, "USER")!.Split(':');
        string[] asUser = IsRoot ? ["setpriv", $"--reuid={user[0]}", $"--regid={user[1]}", "--clear-groups", "--no-new-privs", "--bounding-set=-all", "--"] : [];
        return new Container(await ChildProcess.Start(
            [.. asUser, .. Dockerfile.OfTheRepository.EntryPoint(image), .. arguments],
            publication.Of(image),
            new Dictionary<string, string>(environment) { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! }));
    }

    /// <summary>A directory that the image's user owns; files that are put there later are not its own.</summary>
    public static async Task<string> Volume(string image)
    {
        var directory = Directory.CreateTempSubdirectory("scim-volume-").FullName;
        if (IsRoot)
        {
            await Command.Run("chown", Dockerfile.OfTheRepository.Instruction(image, "USER")!, directory);
        }

        return directory;
    }

    /// <summary>Asks until the answer is good.</summary>
    /// <returns>Its body.</returns>
    public async Task<string> Answer(HttpClient http, Uri address)
    {
        var until = Stopwatch.StartNew();
        var last = "";
        while (until.Elapsed < Patience && !_process.HasExited)
        {
            try
            {
                using var response = await http.GetAsync(address);
                var body = await response.Content.ReadAsStringAsync();
                if (response.IsSuccessStatusCode)
                {
                    return body;
                }

                last = $"{(int)response.StatusCode} {body}";
            }
            catch (HttpRequestException fault)
            {
                last = fault.Message;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        throw new TimeoutException($"{address} gave no good answer, but {last}\n{Output}");
    }

    /// <summary>Waits until it writes a line that begins so.</summary>
    public async Task Writes(string beginning)
    {
        var until = Stopwatch.StartNew();
        while (!Output.Split('\n').Any(line => line.StartsWith(beginning, StringComparison.Ordinal)))
        {
            if (until.Elapsed > Patience || _process.HasExited)
            {
                throw new TimeoutException($"It never wrote '{beginning}':\n{Output}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> End() => _process.Exit(Patience);

    /// <summary>Asks it to end, as the kubelet does, and waits.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop()
    {
        await _process.Signal("TERM");
        return await End();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
