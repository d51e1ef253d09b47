using System.Collections.Immutable;
using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Patch;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Groups;

/// <summary>Collects the <see cref="GroupChange"/> of one request, step by step.</summary>
internal sealed class GroupPlanner(AttributeDefinition members, IdpProfile profile)
{
    private readonly ImmutableArray<MemberEdit>.Builder _edits = ImmutableArray.CreateBuilder<MemberEdit>();
    private readonly MemberReader _reader = new(members, profile);
    private Optional<string> _displayName;
    private Optional<string?> _externalId;

    public GroupChange Change() => new(_displayName, _externalId, _edits.DrainToImmutable());

    public void SetDisplayName(AttributeDefinition attribute, JsonElement value)
    {
        var name = (PatchValue.BindSingle(attribute, value, profile) as ScimString)?.Value ?? "";
        RoleKeyRule.Check(name);
        _displayName = new(name);
    }

    public void SetExternalId(JsonElement value) =>
        _externalId = new((PatchValue.BindSingle(CommonAttributes.ExternalId, value, profile) as ScimString)?.Value);

    public void RemoveExternalId() => _externalId = new(null);

    public void ReplaceMembers(JsonElement list) => _edits.Add(new MemberEdit.ReplaceAll(_reader.ReadList(list)));

    public void ClearMembers() => _edits.Add(new MemberEdit.ReplaceAll([]));

    public void ChangeMembers(PatchOperation operation)
    {
        switch (operation)
        {
            case { Kind: PatchOperationKind.Remove }:
                RemoveMembers(operation);
                break;
            case { Filter: not null }:
                ReplaceSelected(operation, operation.Filter);
                break;
            case { SubAttribute: { } sub }:
                throw new ScimException(Refusals.PatchNoTarget, $"`members.{sub.Name}` does not say which member; write `members[value eq \"…\"]`.");
            case { Kind: PatchOperationKind.Replace }:
                ReplaceMembers(operation.Value);
                break;
            default:
                _edits.Add(new MemberEdit.Add(_reader.ReadList(operation.Value)));
                break;
        }
    }

    private void RemoveMembers(PatchOperation operation)
    {
        // What else there is of a member than its value, the server computes: to remove it changes nothing.
        if (operation.SubAttribute is not null)
        {
            return;
        }

        if (operation.Filter is { } filter)
        {
            var named = new List<string>();
            _edits.Add(MemberFilter.TryGetNamed(filter, named) ? new MemberEdit.Remove([.. named]) : new MemberEdit.RemoveWhere(filter));
            _reader.Count(named.Count);
            return;
        }

        if (operation.Value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            ClearMembers();
            return;
        }

        // As for every multi-valued attribute: the elements listed, and never the whole list (Entra M7).
        PatchRemoveWithList.RefuseUnlessForgiven(members, profile);
        _edits.Add(new MemberEdit.Remove(_reader.ReadList(operation.Value)));
    }

    /// <summary>Replaces the members that a filter selects, which must be members. Another <c>value</c> is another member, never a mutability error (protocol.md 26).</summary>
    private void ReplaceSelected(PatchOperation operation, CheckedFilter filter)
    {
        var replacement = operation.SubAttribute switch
        {
            null => _reader.ReadReplacement(operation.Value),
            { Name: "value" } => _reader.ReadValue(operation.Value),
            _ => MemberReader.IgnoreDetail(operation.SubAttribute, operation.Value),
        };

        var named = new List<string>();
        if (MemberFilter.TryGetNamed(filter, named) && named.Count == 1)
        {
            _edits.Add(new MemberEdit.Require(named[0]));
            if (replacement is not null && replacement != named[0])
            {
                _edits.Add(new MemberEdit.Remove([named[0]]));
                _edits.Add(new MemberEdit.Add([replacement]));
            }

            return;
        }

        _edits.Add(new MemberEdit.RequireWhere(filter, operation.Path.Written.ValueFilter!.ToString()!));
        if (replacement is not null)
        {
            _edits.Add(new MemberEdit.RemoveWhere(filter));
            _edits.Add(new MemberEdit.Add([replacement]));
        }
    }
}
