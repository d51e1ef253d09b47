using System.Runtime.InteropServices;
using System.Text.Json;
using Scim.Api.Access;
using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;

namespace Scim.Api.Users;

/// <summary>The changes of users, for single requests and for the operations of a bulk request alike.</summary>
/// <param name="grains">The grains.</param>
/// <param name="local">Null in a process without a silo.</param>
internal sealed class UserCalls(IGrainFactory grains, IUserCreation? local)
{
    public Task<Outcome<UserResource>> Create(ScimScope scope, byte[] body)
    {
        var request = scope.Write(body);
        return local is null
            ? Repeat.Undelivered((grains, scope.Tenant, request), static s => s.grains.UserDirectory().Create(s.Tenant, s.request))
            : local.Create(scope.Tenant, request);
    }

    /// <summary>The same from what has been parsed by the rules of <c>JsonBody</c>.</summary>
    public Task<Outcome<UserResource>> Create(ScimScope scope, JsonElement body) => local is null
        ? Create(scope, JsonMarshal.GetRawUtf8Value(body).ToArray())
        : local.Create(scope.Tenant, body, scope.TokenId, scope.Profile.Refused);

    public Task<Outcome<UserResource>> Replace(ScimScope scope, Guid id, byte[] body, Precondition? precondition)
    {
        var (user, request) = (Key(scope, id), scope.Write(body));
        return scope.Held(precondition) is not { } held
            ? Repeat.IdempotentOutcome((grains, user, scope.Tenant, request), static s => s.grains.User(s.user).Replace(s.Tenant, s.request))
            : Repeat.Change(
                (grains, user, scope.Tenant, request, held),
                static (s, repeated) => s.grains.User(s.user).ReplaceIf(s.Tenant, s.request, s.held with { IsRepetition = repeated }));
    }

    public Task<Outcome<UserResource>> Patch(ScimScope scope, Guid id, byte[] body, Precondition? precondition) => Repeat.Undelivered(
        (grains, user: Key(scope, id), scope.Tenant, request: scope.Write(body), held: scope.Held(precondition)),
        static s => s.held is null
            ? s.grains.User(s.user).Patch(s.Tenant, s.request)
            : s.grains.User(s.user).PatchIf(s.Tenant, s.request, s.held));

    public Task<Outcome<Done>> Delete(ScimScope scope, Guid id, Precondition? precondition) => Repeat.Deletion(
        (grains, user: Key(scope, id), scope, held: scope.Held(precondition)),
        static s => s.held is null
            ? s.grains.User(s.user).Delete(s.scope.Tenant, s.scope.TokenId)
            : s.grains.User(s.user).DeleteIf(s.scope.Tenant, s.scope.TokenId, s.held));

    private static UserKey Key(ScimScope scope, Guid id) => new(scope.Tenant.Environment, id);
}
