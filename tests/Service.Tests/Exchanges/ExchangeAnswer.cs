using System.Text;
using System.Text.Json;

namespace Scim.Service.Tests.Exchanges;

/// <summary>What came back for one request.</summary>
internal sealed class ExchangeAnswer(int status, IReadOnlyDictionary<string, string> headers, byte[] content)
{
    public int Status { get; } = status;

    public byte[] Content { get; } = content;

    /// <summary>The body as JSON, or null when it is empty or no JSON.</summary>
    public JsonElement? Json { get; } = Parse(content);

    public string Text => Encoding.UTF8.GetString(Content);

    public string? Header(string name) => headers.GetValueOrDefault(name);

    /// <summary>The start of the body, for a message about a failure.</summary>
    public override string ToString() => $"{Status} {(Text.Length <= 400 ? Text : Text[..400] + "…")}";

    /// <param name="source">A JSONPath, <c>header:Name</c> or <c>status</c>.</param>
    /// <exception cref="ExchangeException">There is nothing of that sort in the answer.</exception>
    public JsonElement Capture(string source)
    {
        if (source.StartsWith("header:", StringComparison.Ordinal))
        {
            return JsonSerializer.SerializeToElement(Header(source["header:".Length..]) ?? throw Missing(source));
        }

        if (source == "status")
        {
            return JsonSerializer.SerializeToElement(Status);
        }

        var found = JsonPath.Select(Json ?? throw Missing(source), source);
        if (found.IsList)
        {
            return JsonSerializer.SerializeToElement(found.Nodes);
        }

        return found.Nodes.Count > 0 ? found.Nodes[0] : throw Missing(source);
    }

    private ExchangeException Missing(string source) => new($"cannot capture {source} from {this}");

    private static JsonElement? Parse(byte[] content)
    {
        if (content.Length == 0)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<JsonElement>(content);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
