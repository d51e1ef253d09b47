using System.Text;

namespace Scim.Service.Tests.Exchanges;

/// <summary>Text too large to store: <see cref="Fill"/> written <see cref="Times"/> times between a prefix and a suffix.</summary>
internal sealed record GeneratedText
{
    /// <summary>The query parameter that it becomes, if it is one.</summary>
    public string? Name { get; init; }

    public string Prefix { get; init; } = "";

    public required string Fill { get; init; }

    public required int Times { get; init; }

    public string Suffix { get; init; } = "";

    public string Expand(Variables variables) =>
        new StringBuilder().Insert(0, Fill, Times).Insert(0, variables.Fill(Prefix)).Append(variables.Fill(Suffix)).ToString();
}
