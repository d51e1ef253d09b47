using System.Text.Json;

namespace Scim.Service.Tests.Exchanges;

/// <summary>What a JSONPath found.</summary>
/// <param name="Nodes">In document order.</param>
/// <param name="IsList">Whether the path can find several, so that the list itself is meant and not its first node.</param>
internal sealed record Selection(IReadOnlyList<JsonElement> Nodes, bool IsList)
{
    public override string ToString()
    {
        if (Nodes.Count == 0)
        {
            return IsList ? "[]" : "<absent>";
        }

        var text = IsList ? $"[{string.Join(',', Nodes.Select(node => node.GetRawText()))}]" : Nodes[0].GetRawText();
        return text.Length <= 300 ? text : text[..299] + "…";
    }
}
