using System.Collections.Immutable;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Patch;

/// <summary>
/// Applies a PATCH to a resource (RFC 7644 §3.5.2): every operation in order, on declared attributes alone, all or nothing. Values are immutable,
/// so a refusal leaves the resource as it was.
/// </summary>
public static class PatchEngine
{
    /// <summary>
    /// The most elements of multi-valued attributes that the operations of one request look at together. A thousand operations on a thousand
    /// elements pass; beyond, a small body could keep a processor busy for many seconds.
    /// </summary>
    public const int MaxElementsLookedAt = 1_000_000;

    /// <param name="type">The type of the resource.</param>
    /// <param name="resource">The canonical resource, with the tenant's <c>externalId</c> among its attributes.</param>
    /// <param name="request">From <see cref="PatchRequest.Parse"/> for the same type.</param>
    /// <param name="profile">What the connection is forgiven.</param>
    /// <exception cref="ScimException">
    /// <see cref="Refusals.PatchNoTarget"/>, <see cref="Refusals.ImmutableAttribute"/>, <see cref="Refusals.MissingValue"/>,
    /// <see cref="Refusals.PatchTooMany"/> and what binding a value refuses.
    /// </exception>
    public static PatchOutcome Apply(ResourceType type, ScimObject resource, PatchRequest request, IdpProfile profile)
    {
        var after = Apply(resource, request.Operations, profile);
        if (after.Equals(resource))
        {
            return new PatchOutcome(resource, Changed: false);
        }

        RequiredAttributes.Check(type, after);
        return new PatchOutcome(after, Changed: true);
    }

    /// <summary>The same for the extensions of a resource alone, whose own attributes are changed in another way.</summary>
    /// <param name="type">The type of the resource.</param>
    /// <param name="data">What the resource has of extensions, under their URNs.</param>
    /// <param name="operations">Those of <see cref="PatchRequest.Operations"/> that have a <see cref="PatchOperation.Extension"/>.</param>
    /// <param name="profile">What the connection is forgiven.</param>
    /// <returns>The data afterwards; the very object handed in when nothing changed.</returns>
    /// <exception cref="ScimException">As for a whole resource.</exception>
    public static ScimObject ApplyToExtensions(ResourceType type, ScimObject data, ImmutableArray<PatchOperation> operations, IdpProfile profile)
    {
        var after = Apply(data, operations, profile);
        if (after.Equals(data))
        {
            return data;
        }

        RequiredAttributes.CheckExtensions(type, after);
        return after;
    }

    private static ScimObject Apply(ScimObject resource, ImmutableArray<PatchOperation> operations, IdpProfile profile)
    {
        var lookedAt = 0;
        foreach (var operation in operations)
        {
            resource = Apply(resource, operation, profile, ref lookedAt);
        }

        return resource;
    }

    private static ScimObject Apply(ScimObject resource, PatchOperation operation, IdpProfile profile, ref int lookedAt)
    {
        if (operation.Extension is not { } extension)
        {
            return ApplyWithin(resource, operation, profile, ref lookedAt);
        }

        var before = resource[extension.Id] as ScimObject;
        var after = operation.Attribute is null
            ? RemoveAll(extension, before)
            : ApplyWithin(before ?? ScimObject.Empty, operation, profile, ref lookedAt);
        return after.Attributes.IsEmpty ? resource.Without(extension.Id) : resource.With(extension.Id, after);
    }

    // readOnly attributes of an extension are the server's and stay.
    private static ScimObject RemoveAll(Schema extension, ScimObject? before)
    {
        var after = before ?? ScimObject.Empty;
        foreach (var attribute in extension.Attributes)
        {
            if (attribute.Mutability != Mutability.ReadOnly)
            {
                MutabilityRule.RefuseChangeOfImmutable(attribute, after[attribute.Name], null);
                after = after.Without(attribute.Name);
            }
        }

        return after;
    }

    private static ScimObject ApplyWithin(ScimObject owner, PatchOperation operation, IdpProfile profile, ref int lookedAt)
    {
        var attribute = operation.Attribute!;
        var before = owner[attribute.Name];
        if (before is ScimArray list && (lookedAt += list.Items.Length) > MaxElementsLookedAt)
        {
            throw new ScimException(Refusals.PatchTooMany, $"The operations look at more than {MaxElementsLookedAt} elements of `{attribute.Name}` and others; split the PATCH.");
        }

        var after = AttributeChange.Apply(operation, attribute, before, profile);
        MutabilityRule.RefuseChangeOfImmutable(attribute, before, after);
        return ReferenceEquals(before, after) ? owner
            : after is null ? owner.Without(attribute.Name)
            : owner.With(attribute.Name, after);
    }
}
