using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Bulk;

/// <summary>Reads one element of <c>Operations</c>. What is wrong with it is its own fault and nobody else's.</summary>
internal static class BulkOperationReader
{
    /// <summary>The longest <c>bulkId</c>, <c>path</c> and <c>version</c>, in UTF-16 characters: they are repeated in the answer, and in references.</summary>
    public const int MaxLength = 1024;

    /// <exception cref="ScimException"><see cref="Refusals.BulkSyntax"/>: it is not an object.</exception>
    public static BulkOperation Read(int index, JsonElement json, IdpProfile profile)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new ScimException(Refusals.BulkSyntax, "Each of `Operations` is a JSON object with `method`, `path`, `bulkId` and `data`.");
        }

        var operation = new BulkOperation { Index = index, MethodText = "", Path = "" };
        try
        {
            operation = operation with { MethodText = Text(json, "method") ?? "" };
            operation = operation with { BulkId = Text(json, "bulkId") };
            operation = operation with { Path = Text(json, "path") ?? "" };
            return ReadChecked(operation, json, profile);
        }
        catch (ScimException refused)
        {
            return operation with { Fault = refused.Error };
        }
    }

    private static BulkOperation ReadChecked(BulkOperation operation, JsonElement json, IdpProfile profile)
    {
        var method = Method(operation.MethodText);
        if (operation.MethodText.AsSpan().ContainsAnyInRange('a', 'z'))
        {
            profile.Require(Deviation.MethodLetterCase, "A `method` is written in capitals (RFC 9110 §9.1).");
        }

        operation = operation with { Method = method, Target = BulkTarget.Read(operation.Path) };
        if (operation.Target is not { } target)
        {
            throw new ScimException(
                operation.Path.Length == 0 ? Refusals.BulkSyntax : Refusals.UnknownAddress, "The `path` of an operation is `/Users`, `/Groups`, or one of these with the id or `bulkId:` of a resource.");
        }

        if (method == BulkMethod.Post != target.IsCollection)
        {
            throw new ScimException(Refusals.MethodNotAllowed, method == BulkMethod.Post
                ? "A POST is of a collection: `/Users` or `/Groups`."
                : $"A {operation.MethodText} is of one resource: `/Users/` or `/Groups/` and its id.");
        }

        if (method == BulkMethod.Post && operation.BulkId is null)
        {
            throw new ScimException(Refusals.BulkSyntax, "A POST needs a `bulkId`, by which the answer names what it created.");
        }

        // Only what exists has a version (RFC 7644 §3.7).
        operation = method == BulkMethod.Post ? operation : operation with { Version = Text(json, "version") };
        return method == BulkMethod.Delete ? operation : operation with { Data = Data(json) };
    }

    private static JsonElement Data(JsonElement json) => BulkRequest.TryGet(json, "data", out var data) && data.ValueKind == JsonValueKind.Object
        ? data
        : throw new ScimException(Refusals.BulkSyntax, "A POST, PUT or PATCH needs `data`: the JSON object that a single request would have as its body.");

    private static BulkMethod Method(string text) => text.ToUpperInvariant() switch
    {
        "POST" => BulkMethod.Post,
        "PUT" => BulkMethod.Put,
        "PATCH" => BulkMethod.Patch,
        "DELETE" => BulkMethod.Delete,
        "" => throw new ScimException(Refusals.BulkSyntax, "An operation needs a `method`."),
        _ => throw new ScimException(Refusals.MethodNotAllowed, "The `method` of an operation is POST, PUT, PATCH or DELETE."),
    };

    // Absent, null and empty are the same (RFC 7643 §2.5).
    private static string? Text(JsonElement json, string name)
    {
        if (!BulkRequest.TryGet(json, name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new ScimException(Refusals.BulkSyntax, $"The `{name}` of an operation is a string.");
        return text.Length > MaxLength ? throw new ScimException(Refusals.BulkSyntax, $"The `{name}` of an operation is longer than {MaxLength} characters.")
            : text.Length == 0 ? null
            : text;
    }
}
