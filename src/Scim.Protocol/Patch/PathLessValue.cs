using System.Collections.Immutable;
using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Paths;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Patch;

/// <summary>
/// Takes the value of a path-less add or replace apart into one operation for each attribute (RFC 7644 §3.5.2.1, §3.5.2.3).
/// Attributes that the schemas lack are ignored, and so is <c>schemas</c>; readOnly ones by <see cref="Deviation.ReadOnlyInValue"/>.
/// </summary>
internal sealed class PathLessValue(
    PatchOperationKind kind, ResourceType type, IdpProfile profile, ImmutableArray<PatchOperation>.Builder into)
{
    /// <param name="schema">The schema whose object the value is, if its URN was the path; null for the whole resource.</param>
    /// <param name="value">The value as sent.</param>
    public void TakeApart(Schema? schema, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new ScimException(
                Refusals.PatchNoValue, "An add or replace without the path of an attribute needs a `value` that is an object of attributes.");
        }

        foreach (var member in value.EnumerateObject())
        {
            if (schema is null && type.TryGetSchema(member.Name, out var named))
            {
                TakeSchemaApart(named, member.Value);
            }
            else if (Find(schema, member.Name) is not { } path || path.Target?.Attribute == CommonAttributes.Schemas)
            {
                continue;
            }
            else if (MutabilityRule.IsReadOnly(path))
            {
                profile.Require(Deviation.ReadOnlyInValue, $"`{path}` is readOnly: only the server sets it.");
            }
            else
            {
                into.Add(new PatchOperation(kind, path, profile.Rewrite(path, member.Value)));
                PatchRequest.ThrowIfTooMany(into.Count);
            }
        }
    }

    private static ResolvedPath PathOf(AttributeTarget target) =>
        new(new AttributePath(new AttributeReference(target.Extension?.Id, target.Attribute.Name, null), null, null), null, target, null);

    private void TakeSchemaApart(Schema schema, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Null)
        {
            TakeApart(schema, value);
        }
        else if (kind == PatchOperationKind.Replace && !ReferenceEquals(schema, type.Schema))
        {
            // Null is unassigned, for an extension as for an attribute (RFC 7643 §2.5). An empty object names nothing and changes nothing.
            var path = new ResolvedPath(new AttributePath(new AttributeReference(schema.Id, "", null), null, null), schema, null, null);
            into.Add(new PatchOperation(PatchOperationKind.Remove, path, default));
        }
    }

    private ResolvedPath? Find(Schema? schema, string name)
    {
        if (schema is not null && !ReferenceEquals(schema, type.Schema))
        {
            return schema.TryGetAttribute(name, out var declared) ? PathOf(new AttributeTarget(schema, declared, null)) : null;
        }

        if (AttributeResolver.TryResolve(type, new AttributeReference(null, name, null), out var found))
        {
            return PathOf(found);
        }

        var read = PatchPathsAsKeys.TryRead(type, name);
        if (read is not null)
        {
            profile.Require(Deviation.PathsAsKeys, $"'{name}' is a path and not the name of an attribute.");
        }

        return read;
    }
}
