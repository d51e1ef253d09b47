using System.Text.RegularExpressions;
using k8s.Models;

namespace Scim.Deployment.Tests.Checks;

/// <summary>What the manifests are held to: the images that the Dockerfile builds, and the settings that the sources read.</summary>
internal static partial class Ourselves
{
    private static readonly string[] Platform = ["ASPNETCORE_", "DOTNET_", "OTEL_"];

    /// <summary>The targets of the Dockerfile that are images of a process.</summary>
    public static IReadOnlyList<string> Images { get; } = [.. Target().Matches(Repository.Read("Dockerfile")).Select(match => match.Groups["name"].Value)];

    // The API process has the API's sources alone; a node has all.
    private static readonly Dictionary<string, HashSet<string>> Settings = new() { ["scim-api"] = ReadSettings("src/ScimApi"), ["scim-silo"] = ReadSettings("src") };

    public static bool Runs(V1Container container) => Images.Contains(Image(container));

    /// <summary>The image's name without registry and tag.</summary>
    public static string Image(V1Container container) => container.Image.Split('/')[^1].Split(':', '@')[0];

    /// <summary>Whether the sources of an image's process name a key of the configuration, given as an environment variable.</summary>
    public static bool Reads(string image, string variable) => Platform.Any(prefix => variable.StartsWith(prefix, StringComparison.Ordinal)) || Settings[image].Contains(variable);

    // Keys of a section are known by their look, single words where something is asked for by them.
    private static HashSet<string> ReadSettings(string folder)
    {
        var sources = Directory.EnumerateFiles(Repository.Path(folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();
        return
        [
            .. sources.SelectMany(text => SectionedKey().Matches(text).Concat(PlainKey().Matches(text))).Select(match => match.Groups["key"].Value.Replace(":", "__", StringComparison.Ordinal)),
            .. typeof(Api.Http.ApiOptions).GetProperties().Select(property => property.Name),
        ];
    }

    [GeneratedRegex(@"^FROM \S+ AS (?<name>scim-[a-z]+)$", RegexOptions.Multiline)]
    private static partial Regex Target();

    [GeneratedRegex(@"""(?<key>(?:Cluster|Dashboard|Drain|Logging|Management|PostgreSql|RequestRate|Telemetry):[A-Z]\w+)""")]
    private static partial Regex SectionedKey();

    [GeneratedRegex(@"(?:configuration|Configuration|settings\.\w+)[\[(]""(?<key>\w+)""")]
    private static partial Regex PlainKey();
}
