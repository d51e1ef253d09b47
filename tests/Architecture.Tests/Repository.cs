using System.Xml.Linq;

namespace Scim.Architecture.Tests;

/// <summary>The files of this repository, found from where the tests run.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", ".git", "node_modules", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", ".vs", ".idea", "data"];
    private static readonly string[] TextFiles =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".md", ".json", ".jsonl", ".sql", ".sh", ".yaml", ".yml", ".txt", ".editorconfig", ".gitignore", ""];

    public static string Root { get; } = FindRoot();

    /// <summary>Every text file, as a path from the root with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Walk(Root).Where(path => TextFiles.Contains(Path.GetExtension(path)))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    /// <summary>The C# sources below a folder, e.g. <c>src/Grains</c>.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Files.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    /// <summary>The names after <c>Include=</c> of one kind of item in a project or property file; of a path its file name alone.</summary>
    public static IReadOnlyList<string> Items(string path, string kind) =>
    [
        .. XDocument.Parse(Read(path)).Descendants(kind).Attributes("Include")
            .Select(include => include.Value.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(include.Value) : include.Value)
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder).Where(child => !NotOurs.Contains(Path.GetFileName(child))).SelectMany(Walk));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Scim.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Scim.sln is in no folder above the tests");
        }

        return folder;
    }
}
