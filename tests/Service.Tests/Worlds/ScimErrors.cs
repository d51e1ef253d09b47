using System.Text.Json;
using Scim.Service.Tests.Exchanges;

namespace Scim.Service.Tests.Worlds;

/// <summary>What every error below <c>/scim/</c> must look like (rule A6, RFC 7644 §3.12).</summary>
internal static class ScimErrors
{
    private static readonly string[] Table9 =
        ["invalidFilter", "tooMany", "uniqueness", "mutability", "invalidSyntax", "invalidPath", "noTarget", "invalidValue", "invalidVers", "sensitive", "invalidCursor", "expiredCursor", "invalidCount"];

    // What a stack trace or an exception of this platform looks like.
    private static readonly string[] Internals = ["   at ", "Exception", "Scim.Grains", "Orleans", "SQLite", "Microsoft."];

    /// <summary>What is wrong with an error answer; null when nothing is.</summary>
    public static string? Problem(ExchangeAnswer answer)
    {
        if (answer.Header("Content-Type") != "application/scim+json")
        {
            return $"the media type is {answer.Header("Content-Type")}: {answer}";
        }

        if (answer.Json is not { ValueKind: JsonValueKind.Object } body)
        {
            return $"the body is no JSON object: {answer}";
        }

        var schemas = body.TryGetProperty("schemas", out var urns) ? urns.GetRawText() : "";
        if (schemas != "[\"urn:ietf:params:scim:api:messages:2.0:Error\"]")
        {
            return $"schemas is {schemas}";
        }

        if (!body.TryGetProperty("status", out var status) || status.ValueKind != JsonValueKind.String || status.GetString() != answer.Status.ToString())
        {
            return $"status differs from the answer's: {answer}";
        }

        if (!body.TryGetProperty("detail", out var detail) || string.IsNullOrWhiteSpace(detail.GetString()))
        {
            return $"no detail: {answer}";
        }

        if (body.TryGetProperty("scimType", out var type) && !Table9.Contains(type.GetString()))
        {
            return $"scimType is not one of RFC 7644 table 9 or RFC 9865 §2.1: {answer}";
        }

        return Internals.FirstOrDefault(word => answer.Text.Contains(word, StringComparison.Ordinal)) is { } leak ? $"'{leak}' leaks: {answer}" : null;
    }
}
