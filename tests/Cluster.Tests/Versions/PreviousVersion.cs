using System.Diagnostics;

namespace Scim.Cluster.Tests.Versions;

/// <summary>A node of the version on record in <c>previous-version.txt</c>, built from the history of this repository.</summary>
internal static class PreviousVersion
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string Root = FindRoot();

    public static string Commit { get; } = File.ReadLines(Path.Combine(Root, "tests", "Cluster.Tests", "Versions", "previous-version.txt")).Single(line => line is not ['#', ..]).Trim();

    /// <summary>Why it cannot be built here, or null.</summary>
    public static async Task<string?> Obstacle()
    {
        try
        {
            var (code, output) = await Run(Root, ["git", .. Git, "cat-file", "-e", Commit + "^{commit}"]);
            return code == 0 ? null : $"The history has no commit {Commit} (a shallow clone? 'git fetch --unshallow' brings it): {output}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return $"The version before is built from the history, and there is no git: {e.Message}";
        }
    }

    /// <summary>Builds it, unless it was built before: a build stays in <c>artifacts</c>.</summary>
    /// <returns>The path of the node's assembly.</returns>
    public static async Task<string> Build()
    {
        var built = Path.Combine(Root, "artifacts", "previous-version", Commit);
        if (!Directory.Exists(built))
        {
            var sources = Directory.CreateTempSubdirectory("scim-previous-version-").FullName;
            try
            {
                await Succeed(Root, ["git", .. Git, "archive", "--output", Path.Combine(sources, "sources.tar"), Commit]);
                await Succeed(sources, ["tar", "-xf", "sources.tar"]);
                var output = Path.Combine(built + ".part");
                // What it says about its code was said when it was committed; compiling it ahead would take longer than it saves.
                await Succeed(sources, [
                    "dotnet", "publish", "src/Silo/Silo.csproj", "-c", "Release", "-o", output, "-v", "quiet", "--nologo", "-nodeReuse:false",
                    "-p:UseSharedCompilation=false", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false", "-p:PublishReadyToRun=false",
                ]);
                Directory.Move(output, built);
            }
            finally
            {
                Directory.Delete(sources, recursive: true);
            }
        }

        return Path.Combine(built, "Silo.dll");
    }

    // The clone may belong to somebody else than who runs the tests.
    private static string[] Git => ["-c", "safe.directory=*", "-C", Root];

    private static async Task Succeed(string folder, params string[] command)
    {
        var (code, output) = await Run(folder, command);
        code.ShouldBe(0, $"{string.Join(' ', command)}\n{output}");
    }

    private static async Task<(int Code, string Output)> Run(string folder, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The build that runs this test is another one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, $"{await output}{await errors}");
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Scim.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Scim.sln is in no folder above the tests.");
        }

        return folder;
    }
}
