using System.Text.Json;
using Scim.Protocol.Errors;

namespace Scim.Service.Tests.Errors;

/// <summary>docs/errors.md lists every refusal as the code has it.</summary>
public sealed class ErrorDocumentTests
{
    [Fact]
    public void the_document_is_equal_to_the_refusals()
    {
        var documented = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "errors.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();
        documented.ShouldBe(Refusals.ById.Values.OrderBy(r => r.Status).ThenBy(r => r.Id, StringComparer.Ordinal).Select(Row).ToList());
    }

    private static string Row(Refusal refusal)
    {
        var type = refusal.Type == ScimErrorType.None ? "" : JsonNamingPolicy.CamelCase.ConvertName(refusal.Type.ToString());
        return $"| `{refusal.Id}` | {refusal.Status} | {type} | {refusal.Meaning} |";
    }
}
