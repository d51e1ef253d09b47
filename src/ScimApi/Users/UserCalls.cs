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
/// <param name="creation">Null in a process without a silo.</param>
/// <param name="modification">Null in a process without a silo, and where there are several nodes.</param>
internal sealed class UserCalls(IGrainFactory grains, IUserCreation? creation, IUserModification? modification)
{
    public static UserCalls Of(IEndpointRouteBuilder routes, IGrainFactory grains) =>
        new(grains, routes.ServiceProvider.GetService<IUserCreation>(), routes.ServiceProvider.GetService<IUserModification>());

    public Task<Outcome<UserResource>> Create(ScimScope scope, byte[] body)
    {
        var request = scope.Write(body);
        return creation is null
            ? Repeat.Undelivered((grains, scope.Tenant, request), static s => s.grains.UserDirectory().Create(s.Tenant, s.request))
            : creation.Create(scope.Tenant, request);
    }

    /// <summary>The same from what has been parsed by the rules of <c>JsonBody</c>.</summary>
    public Task<Outcome<UserResource>> Create(ScimScope scope, JsonElement body) => creation is null
        ? Create(scope, JsonMarshal.GetRawUtf8Value(body).ToArray())
        : creation.Create(scope.Tenant, body, scope.TokenId, scope.Profile.Refused);

    public Task<Outcome<UserResource>> Replace(ScimScope scope, Guid id, byte[] body, Precondition? precondition)
    {
        var state = (calls: this, key: new MembershipKey(scope.Tenant, id), request: scope.Write(body), held: scope.Held(precondition));
        return state.held is null
            ? Repeat.IdempotentOutcome(state, static s => s.calls.Replace(s.key, s.request, null))
            : Repeat.Change(state, static (s, repeated) => s.calls.Replace(s.key, s.request, s.held! with { IsRepetition = repeated }));
    }

    public Task<Outcome<UserResource>> Patch(ScimScope scope, Guid id, byte[] body, Precondition? precondition) => Repeat.Undelivered(
        (calls: this, key: new MembershipKey(scope.Tenant, id), request: scope.Write(body), held: scope.Held(precondition)),
        static s => s.calls.Patch(s.key, s.request, s.held));

    public Task<Outcome<Done>> Delete(ScimScope scope, Guid id, Precondition? precondition) => Repeat.Deletion(
        (grains, user: Key(scope, id), scope, held: scope.Held(precondition)),
        static s => s.held is null
            ? s.grains.User(s.user).Delete(s.scope.Tenant, s.scope.TokenId)
            : s.grains.User(s.user).DeleteIf(s.scope.Tenant, s.scope.TokenId, s.held));

    private static UserKey Key(ScimScope scope, Guid id) => new(scope.Tenant.Environment, id);

    private async Task<Outcome<UserResource>> Replace(MembershipKey key, WriteRequest request, Precondition? held)
    {
        if (modification is not null && await modification.TryReplace(key, request, held) is { } outcome)
        {
            return outcome;
        }

        var user = grains.User(key.User);
        return await (held is null ? user.Replace(key.Tenant, request) : user.ReplaceIf(key.Tenant, request, held));
    }

    private async Task<Outcome<UserResource>> Patch(MembershipKey key, WriteRequest request, Precondition? held)
    {
        if (modification is not null && await modification.TryPatch(key, request, held) is { } outcome)
        {
            return outcome;
        }

        var user = grains.User(key.User);
        return await (held is null ? user.Patch(key.Tenant, request) : user.PatchIf(key.Tenant, request, held));
    }
}
