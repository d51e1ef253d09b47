using System.Text.RegularExpressions;

namespace Scim.Deployment.Tests.Images;

/// <summary>What a Dockerfile says, by its stages.</summary>
internal sealed partial class Dockerfile(string text)
{
    public static Dockerfile OfTheRepository { get; } = new(Repository.Read("Dockerfile"));

    /// <summary>Stage → what it starts from.</summary>
    public IReadOnlyDictionary<string, string> Stages => StageLine().Matches(text).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["base"].Value);

    /// <summary>What is copied from the repository, in order, up to a command or (null) to the end.</summary>
    public IReadOnlyList<string> CopiedBefore(string? command)
    {
        var end = command is null ? text.Length : text.IndexOf(command, StringComparison.Ordinal);
        return [.. CopyLine().Matches(text[..end]).SelectMany(match => match.Groups["from"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
    }

    /// <summary>The arguments by which a project is published.</summary>
    public string[] Publication(string project) => PublishLine().Matches(text).Single(match => match.Groups["project"].Value == project).Groups["command"].Value.Split(' ');

    /// <summary>The program that an image runs.</summary>
    public string[] EntryPoint(string stage) =>
        [.. Quoted().Matches(Instruction(stage, "ENTRYPOINT") ?? throw new InvalidOperationException($"{stage} runs nothing.")).Select(match => match.Groups["word"].Value)];

    /// <summary>The last word of a stage on something, or of what it starts from; null: none.</summary>
    public string? Instruction(string stage, string name)
    {
        var own = Body(stage).Split('\n').LastOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return own is not null ? own[(name.Length + 1)..].Trim()
            : Stages.ContainsKey(Stages[stage]) ? Instruction(Stages[stage], name)
            : null;
    }

    /// <summary>The image from which a stage comes in the end.</summary>
    public string Root(string stage) => Stages.ContainsKey(Stages[stage]) ? Root(Stages[stage]) : Stages[stage];

    private string Body(string stage)
    {
        var start = Regex.Match(text, $@"^FROM \S+ AS {stage}$", RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Index;
        var end = text.IndexOf("\nFROM ", start, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    [GeneratedRegex(@"^FROM (?<base>\S+) AS (?<name>\S+)$", RegexOptions.Multiline)]
    private static partial Regex StageLine();

    [GeneratedRegex(@"^COPY (?!--from)(?<from>.+) \S+$", RegexOptions.Multiline)]
    private static partial Regex CopyLine();

    [GeneratedRegex(@"^RUN dotnet (?<command>publish (?<project>\S+).*)$", RegexOptions.Multiline)]
    private static partial Regex PublishLine();

    [GeneratedRegex(@"""(?<word>[^""]+)""")]
    private static partial Regex Quoted();
}
