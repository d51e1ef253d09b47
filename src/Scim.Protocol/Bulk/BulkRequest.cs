using System.Collections.Immutable;
using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Bulk;

/// <summary>A bulk request (RFC 7644 §3.7). Refers to the body's JSON document, which must live as long.</summary>
/// <param name="FailOnErrors">After how many errors no further operation is begun; null: never.</param>
/// <param name="Operations">In the order sent.</param>
public sealed record BulkRequest(int? FailOnErrors, ImmutableArray<BulkOperation> Operations)
{
    /// <summary>The most operations of one request (docs/guarantees.md).</summary>
    public const int MaxOperations = 1000;

    /// <summary>Reads a body. What is wrong with one operation is found in its <see cref="BulkOperation.Fault"/>.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.WrongSchema"/>, <see cref="Refusals.BulkSyntax"/>, <see cref="Refusals.BulkTooMany"/>.</exception>
    public static BulkRequest Parse(JsonElement body, IdpProfile profile)
    {
        SchemasMember.CheckMessage(SchemaUrns.BulkRequest, body, profile);
        if (!TryGet(body, "Operations", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            throw new ScimException(Refusals.BulkSyntax, "The body of a bulk request needs `Operations`, a list of at least one operation.");
        }

        if (list.GetArrayLength() > MaxOperations)
        {
            throw new ScimException(Refusals.BulkTooMany, $"The request has {list.GetArrayLength()} operations; maxOperations is {MaxOperations}. Split it.");
        }

        var operations = ImmutableArray.CreateBuilder<BulkOperation>(list.GetArrayLength());
        foreach (var operation in list.EnumerateArray())
        {
            operations.Add(BulkOperationReader.Read(operations.Count, operation, profile));
        }

        RequireUnique(operations);
        return new BulkRequest(ReadFailOnErrors(body), operations.MoveToImmutable());
    }

    // Of two operations of one bulkId nobody could say which one a reference or a result means.
    private static void RequireUnique(ImmutableArray<BulkOperation>.Builder operations)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            if (operation.BulkId is { } id && !seen.Add(id))
            {
                throw new ScimException(Refusals.BulkSyntax, $"The bulkId '{id}' is given to more than one operation.");
            }
        }
    }

    private static int? ReadFailOnErrors(JsonElement body)
    {
        if (!TryGet(body, "failOnErrors", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var errors) && errors > 0
            ? (int)Math.Min(errors, int.MaxValue)
            : throw new ScimException(Refusals.BulkSyntax, "`failOnErrors` is a whole number, at least 1: after so many errors no further operation is begun.");
    }

    /// <summary>A member in any letter case.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.BulkSyntax"/>: there are two.</exception>
    internal static bool TryGet(JsonElement body, string name, out JsonElement value)
    {
        try
        {
            return JsonMembers.TryGetOnly(body, name, out value);
        }
        catch (ScimException doubled)
        {
            throw new ScimException(Refusals.BulkSyntax, doubled.Error.Detail);
        }
    }
}
