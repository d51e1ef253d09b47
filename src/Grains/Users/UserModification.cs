using System.Text.Json;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Grains.Requests;
using Scim.Grains.Schemas;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;
using Scim.Protocol.Deviations;
using Scim.Protocol.Json;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Grains.Users;

/// <summary>
/// Replaces, patches and deletes a user as one tenant sees it: loads, decides, and commits under the version that was decided on. The user's grain does it until it is done;
/// who has no turn tries once.
/// </summary>
internal sealed class UserModification(UserReads reads, EnvironmentSchemas schemas, DirectoryCommits commits, WriteLoop writes, UserTurns turns) : IUserModification
{
    private static readonly Decision Replacement = static (body, profile, type, present) => ResourceBinder.BindReplace(type, body, present, profile);

    private static readonly Decision Modification = static (body, profile, type, present) =>
        PatchEngine.Apply(type, present, PatchRequest.Parse(body, type, profile), profile).Resource;

    /// <summary>What the body of a request makes of the present resource.</summary>
    private delegate ScimObject Decision(JsonElement body, IdpProfile profile, ResourceType type, ScimObject present);

    public Task<Outcome<UserResource>?> TryReplace(MembershipKey key, WriteRequest request, Precondition? precondition) => Once(key, request, precondition, Replacement);

    public Task<Outcome<UserResource>?> TryPatch(MembershipKey key, WriteRequest request, Precondition? precondition) => Once(key, request, precondition, Modification);

    /// <summary>In the turn of the user's grain.</summary>
    public Task<Outcome<UserResource>> Replace(MembershipKey key, WriteRequest request, Precondition? precondition) => InTurn(key, request, precondition, Replacement);

    /// <inheritdoc cref="Replace"/>
    public Task<Outcome<UserResource>> Patch(MembershipKey key, WriteRequest request, Precondition? precondition) => InTurn(key, request, precondition, Modification);

    /// <inheritdoc cref="Replace"/>
    public Task<Outcome<Done>> Delete(MembershipKey key, Guid? tokenId, Precondition? precondition) => RequestBoundary.Answer(async () =>
    {
        var asked = RequestedVersion.Of(precondition);
        return await InTurn(key.User, attempt => asked is null ? TryDelete(key.User, tokenId) : TryDelete(key, tokenId, asked, fresh: attempt > 0));
    });

    private async Task<Outcome<UserResource>?> Once(MembershipKey key, WriteRequest request, Precondition? precondition, Decision decide)
    {
        if (!turns.TryEnter(key.User))
        {
            return null;
        }

        try
        {
            return await RequestBoundary.AnswerIfAny(async () =>
            {
                using var body = JsonBody.Parse(request.Body);
                return await TryChange(key, request, body.RootElement, RequestedVersion.Of(precondition), decide, fresh: false);
            });
        }
        finally
        {
            turns.Leave(key.User);
        }
    }

    private Task<Outcome<UserResource>> InTurn(MembershipKey key, WriteRequest request, Precondition? precondition, Decision decide) => RequestBoundary.Answer(async () =>
    {
        using var body = JsonBody.Parse(request.Body);
        var (root, asked) = (body.RootElement, RequestedVersion.Of(precondition));
        return await InTurn(key.User, attempt => TryChange(key, request, root, asked, decide, fresh: attempt > 0));
    });

    private async ValueTask<T> InTurn<T>(UserKey user, Func<int, ValueTask<T?>> attempt)
        where T : class
    {
        turns.Enter(user);
        try
        {
            return await writes.Run(attempt);
        }
        finally
        {
            turns.Leave(user);
        }
    }

    /// <summary>Null when the state moved under it: to be tried again.</summary>
    private async ValueTask<UserResource?> TryChange(
        MembershipKey key, WriteRequest request, JsonElement body, RequestedVersion? asked, Decision decide, bool fresh)
    {
        var catalog = await schemas.Of(key.Tenant.Environment);
        var present = await Present(key, fresh);
        asked?.RequireFirst(present.Version, present.User.Active);
        var before = UserDocument.Compose(catalog.User, present.User, present.Link);
        var after = decide(body, request.Profile(), catalog.User, before);
        var operations = UserChanges.Between(key, present, catalog.User, before, after);
        if (operations.IsEmpty)
        {
            return present.ToResource(catalog.Version);
        }

        if (asked is not null)
        {
            asked.Require(present.Version, present.User.Active);
            operations = UserChanges.HeldTo(key, present, operations);
        }

        if (EnvironmentSchemas.Guard(key.Tenant.Environment, catalog, catalog.User, after) is { } guard)
        {
            operations = operations.Add(guard);
        }

        return await commits.Commit(key.Tenant.Environment, request.TokenId, operations) switch
        {
            CommitResult.Committed committed => UserChanges.Apply(present, committed).ToResource(catalog.Version),
            CommitResult.Conflicted { Kind: ConflictKind.UserName } =>
                throw UserRefusals.NameTaken((after["userName"] as ScimString)!.Value),
            CommitResult.Missing { Kind: MissingKind.Tenant } => throw UserRefusals.TenantMissing(key.Tenant),
            CommitResult.Missing { Kind: MissingKind.User } when fresh => throw UserRefusals.Missing(key.UserId),
            _ => null,
        };
    }

    private async ValueTask<Done?> TryDelete(UserKey key, Guid? tokenId) => await commits.Commit(key.Environment, tokenId, new DeleteUser(key, ExpectedVersion: null)) switch
    {
        CommitResult.Committed => Done.Instance,
        CommitResult.Missing => throw UserRefusals.Missing(key.Id),
        _ => null,
    };

    private async ValueTask<Done?> TryDelete(MembershipKey key, Guid? tokenId, RequestedVersion asked, bool fresh)
    {
        var present = await Present(key, fresh);
        asked.Require(present.Version, present.User.Active);
        var deletion = UserChanges.HeldTo(key, present, [new DeleteUser(key.User, present.User.Version)]);
        return await commits.Commit(key.Tenant.Environment, tokenId, deletion) is CommitResult.Committed ? Done.Instance : null;
    }

    private async ValueTask<UserView> Present(MembershipKey key, bool fresh) =>
        await (fresh ? reads.Load(key) : reads.Read(key)) ?? throw UserRefusals.Missing(key.UserId);
}
