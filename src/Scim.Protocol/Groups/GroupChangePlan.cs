using System.Collections.Immutable;
using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Groups;

/// <summary>
/// Makes a POST, PUT or PATCH of a group out as a <see cref="GroupChange"/>, so that a change of one member of a group of a hundred thousand
/// needs none of the others. Nothing is applied here: a request is refused as a whole or planned as a whole (rule G12).
/// What concerns extensions of the type is planned apart: it needs the present data, and only that.
/// </summary>
public static class GroupChangePlan
{
    private const string DisplayName = "displayName";
    private const string Members = "members";

    /// <summary>The plan of a POST or PUT: name, externalId, members and data of extensions become exactly those of the body; what is absent is cleared.</summary>
    /// <param name="type">The resource type Group, with its environment's extensions.</param>
    /// <param name="body">The body as sent.</param>
    /// <param name="profile">What the connection is forgiven.</param>
    /// <exception cref="ScimException">
    /// <see cref="Refusals.WrongSchema"/>, <see cref="Refusals.MissingValue"/>, <see cref="Refusals.GroupNameInvalid"/>, <see cref="Refusals.NestedGroup"/>,
    /// <see cref="Refusals.PatchTooMany"/> and what binding a value refuses.
    /// </exception>
    public static GroupChange FromBody(ResourceType type, JsonElement body, IdpProfile profile)
    {
        SchemasMember.CheckResource(type, body, profile);
        var planner = PlannerFor(type, profile);
        planner.RemoveExternalId();
        planner.ClearMembers();
        Read(type, body, planner, profile);
        var data = ScimObject.Empty;
        foreach (var member in body.EnumerateObject())
        {
            if (!type.TryGetSchema(member.Name, out var schema))
            {
                continue;
            }

            // Core attributes under the core URN are accepted on input (protocol.md 10).
            if (ReferenceEquals(schema, type.Schema))
            {
                if (member.Value.ValueKind == JsonValueKind.Object)
                {
                    Read(type, member.Value, planner, profile);
                }

                continue;
            }

            ValueBinder.RequireOnce(body, member, schema.Id);
            if (ResourceBinder.BindExtension(schema, member.Value, profile) is { } extension)
            {
                data = data.With(schema.Id, extension);
            }
        }

        RequiredAttributes.CheckExtensions(type, data);
        var change = planner.Change();
        return !change.DisplayName.IsSet ? throw new ScimException(Refusals.MissingValue, "A group needs a `displayName`.")
            : type.Extensions.IsEmpty ? change
            : change with { Extensions = new ExtensionEdit.Replace(type, data) };
    }

    /// <summary>The plan of a PATCH.</summary>
    /// <param name="type">The resource type Group, with its environment's extensions.</param>
    /// <param name="request">From <see cref="PatchRequest.Parse"/> for the same type.</param>
    /// <param name="profile">What the connection is forgiven.</param>
    /// <exception cref="ScimException">As for a body, and <see cref="Refusals.PatchNoTarget"/>.</exception>
    public static GroupChange FromPatch(ResourceType type, PatchRequest request, IdpProfile profile)
    {
        var planner = PlannerFor(type, profile);
        var extended = ImmutableArray.CreateBuilder<PatchOperation>();
        foreach (var operation in request.Operations)
        {
            switch (operation.Attribute)
            {
                case var _ when operation.Extension is not null:
                    extended.Add(operation);
                    break;
                case { Name: DisplayName } attribute:
                    // To remove it is refused when the request is read, since it is required.
                    planner.SetDisplayName(attribute, operation.Value);
                    break;
                case { Name: Members }:
                    planner.ChangeMembers(operation);
                    break;
                case { } attribute when attribute == CommonAttributes.ExternalId && operation.Kind == PatchOperationKind.Remove:
                    planner.RemoveExternalId();
                    break;
                case { } attribute when attribute == CommonAttributes.ExternalId:
                    planner.SetExternalId(operation.Value);
                    break;
            }
        }

        return extended.Count == 0 ? planner.Change() : planner.Change() with { Extensions = new ExtensionEdit.Patch(type, extended.DrainToImmutable(), profile) };
    }

    private static GroupPlanner PlannerFor(ResourceType type, IdpProfile profile) =>
        type.TryGetAttribute(Members, out var members)
            ? new GroupPlanner(members, profile)
            : throw new ArgumentException($"A {type.Id} has no members.", nameof(type));

    private static void Read(ResourceType type, JsonElement attributes, GroupPlanner planner, IdpProfile profile)
    {
        foreach (var member in attributes.EnumerateObject())
        {
            if (!type.TryGetAttribute(member.Name, out var attribute))
            {
                continue;
            }

            ValueBinder.RequireOnce(attributes, member, attribute.Name);
            if (attribute.Name == DisplayName)
            {
                planner.SetDisplayName(attribute, member.Value);
            }
            else if (attribute.Name == Members)
            {
                if (member.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
                {
                    profile.Require(Deviation.SingleForList, "'members' must be a list.");
                }

                planner.ReplaceMembers(member.Value);
            }
            else if (attribute == CommonAttributes.ExternalId)
            {
                planner.SetExternalId(member.Value);
            }
        }
    }
}
