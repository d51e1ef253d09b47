namespace Scim.Service.Tests.Profiles;

/// <summary>What one deviation is tried on.</summary>
internal sealed record ProfileTarget(string User, string Group, string Member, string Name)
{
    /// <summary>A text of a <see cref="DeviationCase"/> with the ids and the name in it.</summary>
    public string Fill(string text) => text
        .Replace("{user}", User, StringComparison.Ordinal).Replace("{group}", Group, StringComparison.Ordinal)
        .Replace("{member}", Member, StringComparison.Ordinal).Replace("{name}", Name, StringComparison.Ordinal);
}
