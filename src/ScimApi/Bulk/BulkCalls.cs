using Scim.Api.Access;
using Scim.Api.Errors;
using Scim.Api.Groups;
using Scim.Api.Http;
using Scim.Api.Users;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Protocol.Bulk;
using Scim.Protocol.Projection;

namespace Scim.Api.Bulk;

/// <summary>One operation, by the calls that a single request makes, with the status that it would be answered with.</summary>
/// <param name="users">The changes of users.</param>
/// <param name="groups">The changes of groups.</param>
/// <param name="largestAnswer">A PATCH of a group with more members than this is a 204.</param>
internal sealed class BulkCalls(UserCalls users, GroupCalls groups, int largestAnswer)
{
    /// <param name="scope">The request's scope.</param>
    /// <param name="isGroup">Whether it is about groups.</param>
    /// <param name="method">What to do.</param>
    /// <param name="id">The resource; nobody for a POST.</param>
    /// <param name="body">Nothing for a DELETE.</param>
    /// <param name="precondition">The version that is asked for, or null.</param>
    public async Task<BulkAnswer> Call(ScimScope scope, bool isGroup, BulkMethod method, Guid id, BulkBody body, Precondition? precondition)
    {
        RequestBody.Check(body.Length, isGroup ? RequestBody.GroupLimit : RequestBody.Limit);
        return (isGroup, method) switch
        {
            (false, BulkMethod.Post) => Of(await (body.IsSent ? users.Create(scope, body.Sent) : users.Create(scope, body.ToBytes())), scope, StatusCodes.Status201Created),
            (false, BulkMethod.Put) => Of(await users.Replace(scope, id, body.ToBytes(), precondition), scope, StatusCodes.Status200OK),
            (false, BulkMethod.Patch) => Of(await users.Patch(scope, id, body.ToBytes(), precondition), scope, StatusCodes.Status200OK),
            (false, _) => Of(await users.Delete(scope, id, precondition)),
            (true, BulkMethod.Post) => Of(await groups.Create(scope, body.ToBytes()), scope, StatusCodes.Status201Created),
            (true, BulkMethod.Put) => Of(await groups.Replace(scope, id, body.ToBytes(), precondition), scope, StatusCodes.Status200OK),
            (true, BulkMethod.Patch) => OfPatch(await groups.Patch(scope, id, body.ToBytes(), precondition), scope),
            (true, _) => Of(await groups.Delete(scope, id, precondition)),
        };
    }

    private BulkAnswer OfPatch(Outcome<GroupResource> outcome, ScimScope scope) =>
        Of(outcome, scope, outcome.Value?.MemberCount > largestAnswer ? StatusCodes.Status204NoContent : StatusCodes.Status200OK);

    private static BulkAnswer Of(Outcome<UserResource> outcome, ScimScope scope, int status) =>
        outcome.IsRefused ? Of(outcome.Refusal) : Of(outcome.Value.Id, UserAnswer.Envelope(outcome.Value, scope.BaseUrl), status, outcome.Value.ProfileVersion == 1);

    // A group that was taken up anew continues its version (rule G8): whether it is this request's own cannot be told from it, and its POST is what made it held.
    private static BulkAnswer Of(Outcome<GroupResource> outcome, ScimScope scope, int status) =>
        outcome.IsRefused ? Of(outcome.Refusal) : Of(outcome.Value.Id, GroupAnswer.Envelope(outcome.Value, scope.BaseUrl), status, true);

    private static BulkAnswer Of(Outcome<Done> outcome) => outcome.IsRefused ? Of(outcome.Refusal) : new BulkAnswer(StatusCodes.Status204NoContent, null, null, null, false, null);

    private static BulkAnswer Of(Guid id, in ResourceEnvelope envelope, int status, bool isNew) => new(status, id, envelope.Location, envelope.ETag, isNew, null);

    private static BulkAnswer Of(Refused refused) => BulkAnswer.Failed(ErrorAnswer.Read(refused));
}
