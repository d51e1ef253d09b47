using Scim.Api.Access;
using Scim.Api.Http;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Api.Groups;

/// <summary>The changes of groups, for single requests and for the operations of a bulk request alike.</summary>
internal sealed class GroupCalls(IGrainFactory grains)
{
    public Task<Outcome<GroupResource>> Create(ScimScope scope, byte[] body) => Repeat.Undelivered(
        (grains, scope.Tenant, request: scope.Write(body)), static s => s.grains.GroupDirectory().Create(s.Tenant, s.request));

    public Task<Outcome<GroupResource>> Replace(ScimScope scope, Guid id, byte[] body, Precondition? precondition)
    {
        var (group, request) = (new GroupKey(scope.Tenant, id), scope.Write(body));
        return precondition is null
            ? Repeat.IdempotentOutcome((grains, group, request), static s => s.grains.Group(s.group).Replace(s.request))
            : Repeat.Change(
                (grains, group, request, precondition),
                static (s, repeated) => s.grains.Group(s.group).ReplaceIf(s.request, s.precondition with { IsRepetition = repeated }));
    }

    public Task<Outcome<GroupResource>> Patch(ScimScope scope, Guid id, byte[] body, Precondition? precondition) => Repeat.Undelivered(
        (grains, group: new GroupKey(scope.Tenant, id), request: scope.Write(body), precondition),
        static s => s.precondition is null ? s.grains.GroupDirectory().Patch(s.group, s.request) : s.grains.Group(s.group).PatchIf(s.request, s.precondition));

    public Task<Outcome<Done>> Delete(ScimScope scope, Guid id, Precondition? precondition) => Repeat.Deletion(
        (grains, group: new GroupKey(scope.Tenant, id), scope.TokenId, precondition),
        static s => s.precondition is null ? s.grains.Group(s.group).Delete(s.TokenId) : s.grains.Group(s.group).DeleteIf(s.TokenId, s.precondition));
}
