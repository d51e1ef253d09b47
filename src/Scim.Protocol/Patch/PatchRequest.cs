using System.Collections.Immutable;
using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Paths;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Patch;

/// <summary>
/// The operations of a PATCH body (RFC 7644 §3.5.2), every path found in the schemas and every path-less value taken apart.
/// Refers to the body's JSON document, which must live as long.
/// </summary>
public sealed class PatchRequest
{
    /// <summary>The most operations of a request, counted as sent and again after path-less values are taken apart.</summary>
    public const int MaxOperations = 1000;

    private PatchRequest(ImmutableArray<PatchOperation> operations) => Operations = operations;

    /// <summary>In the order sent. May be empty: a path-less value can consist of nothing but ignored attributes.</summary>
    public ImmutableArray<PatchOperation> Operations { get; }

    /// <summary>Reads a body. Names and <c>op</c> are read without regard to case; other members are ignored.</summary>
    /// <exception cref="ScimException">
    /// <see cref="Refusals.WrongSchema"/>, <see cref="Refusals.PatchSyntax"/>, <see cref="Refusals.PatchEmpty"/>, <see cref="Refusals.PatchTooMany"/>,
    /// <see cref="Refusals.PatchNoValue"/>, <see cref="Refusals.PatchNoTarget"/>, <see cref="Refusals.ReadOnlyAttribute"/>, and those of paths.
    /// </exception>
    public static PatchRequest Parse(JsonElement body, ResourceType type, IdpProfile profile)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw new ScimException(Refusals.PatchSyntax, "The body of a PATCH is a JSON object with `Operations`.");
        }

        SchemasMember.CheckMessage(SchemaUrns.PatchOp, body, profile);
        if (!JsonMembers.TryGetOnly(body, "Operations", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw new ScimException(Refusals.PatchSyntax, "The body of a PATCH needs `Operations`, a list of operations.");
        }

        var count = list.GetArrayLength();
        if (count == 0)
        {
            throw new ScimException(Refusals.PatchEmpty, "`Operations` is empty: a PATCH needs at least one operation.");
        }

        ThrowIfTooMany(count);
        var operations = ImmutableArray.CreateBuilder<PatchOperation>(count);
        foreach (var operation in list.EnumerateArray())
        {
            Read(operation, type, profile, operations);
        }

        return new PatchRequest(operations.DrainToImmutable());
    }

    private static void Read(JsonElement operation, ResourceType type, IdpProfile profile, ImmutableArray<PatchOperation>.Builder into)
    {
        if (operation.ValueKind != JsonValueKind.Object)
        {
            throw new ScimException(Refusals.PatchSyntax, "Each of `Operations` is a JSON object with `op`, `path` and `value`.");
        }

        var kind = ReadKind(operation, profile);
        JsonMembers.TryGetOnly(operation, "value", out var value);
        var path = ReadPath(operation, type, profile);
        if (path is { IsWholeSchema: false })
        {
            Add(new PatchOperation(kind, path, value), profile, into);
        }
        else if (kind != PatchOperationKind.Remove)
        {
            new PathLessValue(kind, type, profile, into).TakeApart(path?.WholeSchema, value);
        }
        else
        {
            into.Add(path is not null && !ReferenceEquals(path.WholeSchema, type.Schema)
                ? new PatchOperation(kind, path, value)
                : throw new ScimException(Refusals.PatchNoTarget, "A remove operation needs the `path` of an attribute or of an extension."));
        }
    }

    private static void Add(PatchOperation operation, IdpProfile profile, ImmutableArray<PatchOperation>.Builder into)
    {
        var path = operation.Path;
        if (MutabilityRule.IsReadOnly(path))
        {
            throw new ScimException(Refusals.ReadOnlyAttribute, $"`{path}` is readOnly: only the server sets it.");
        }

        if (operation.Kind == PatchOperationKind.Remove)
        {
            MutabilityRule.RefuseRemovalOfRequired(path);
        }
        else if (!operation.HasValue)
        {
            throw new ScimException(Refusals.PatchNoValue, $"The operation on `{path}` has no `value`.");
        }
        else if (operation.Attribute == CommonAttributes.Schemas)
        {
            // The schemas of a resource follow from the extensions in use (RFC 7644 §3.5.2): to name them changes nothing.
            return;
        }

        into.Add(operation with { Value = profile.Rewrite(path, operation.Value) });
    }

    /// <summary>In any letter case by <see cref="Deviation.OpLetterCase"/> (Entra M1): <c>"op":"Add"</c> for <c>"op":"add"</c>.</summary>
    private static PatchOperationKind ReadKind(JsonElement operation, IdpProfile profile)
    {
        if (JsonMembers.TryGetOnly(operation, "op", out var op) && op.ValueKind == JsonValueKind.String)
        {
            PatchOperationKind? exact = op.ValueEquals("add") ? PatchOperationKind.Add
                : op.ValueEquals("replace") ? PatchOperationKind.Replace
                : op.ValueEquals("remove") ? PatchOperationKind.Remove
                : null;
            if (exact is { } kind)
            {
                return kind;
            }

            var name = op.GetString()!;
            PatchOperationKind? meant = name.Equals("add", StringComparison.OrdinalIgnoreCase) ? PatchOperationKind.Add
                : name.Equals("replace", StringComparison.OrdinalIgnoreCase) ? PatchOperationKind.Replace
                : name.Equals("remove", StringComparison.OrdinalIgnoreCase) ? PatchOperationKind.Remove
                : null;
            if (meant is { } other)
            {
                profile.Require(Deviation.OpLetterCase, $"The `op` '{name}' is written in small letters.");
                return other;
            }
        }

        throw new ScimException(Refusals.PatchSyntax, "The `op` of an operation is one of `add`, `replace` and `remove`.");
    }

    /// <summary>The target of <c>path</c>; null without one. A path of null counts as none, and one of blank text by <see cref="Deviation.BlankPath"/>.</summary>
    private static ResolvedPath? ReadPath(JsonElement operation, ResourceType type, IdpProfile profile)
    {
        if (!JsonMembers.TryGetOnly(operation, "path", out var path) || path.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (path.ValueKind != JsonValueKind.String)
        {
            throw new ScimException(Refusals.PathSyntax, "The `path` of an operation is a string.");
        }

        var text = path.GetString()!;
        if (string.IsNullOrWhiteSpace(text))
        {
            profile.Require(Deviation.BlankPath, "The `path` of an operation is blank; leave it away.");
            return null;
        }

        var parsed = PathParser.Parse(text, type);
        FilterDeviations.Check(parsed.ValueFilter, profile);
        return parsed;
    }

    internal static void ThrowIfTooMany(int count)
    {
        if (count > MaxOperations)
        {
            throw new ScimException(Refusals.PatchTooMany, $"The PATCH has more than {MaxOperations} operations; split it.");
        }
    }
}
