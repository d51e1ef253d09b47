using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Memberships;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;

namespace Scim.Grains.Tests.TestKit;

/// <summary>
/// What an identity provider's connection to one tenant can ask for. On one node its changes of users are asked in turns as an API in the silo's process asks,
/// which tries them without the grain first, and as one in a process of its own does.
/// </summary>
public sealed class Connection(Func<IServiceProvider> silo, TenantKey tenant)
{
    private int _change;

    public TenantKey Tenant => tenant;

    public EnvironmentKey Environment => tenant.Environment;

    public IEnvironmentGrain Administration => Grains.Environment(tenant.Environment);

    /// <summary>The same silo and environment through another tenant, which is created.</summary>
    public async Task<Connection> NewTenant(string key)
    {
        (await Administration.CreateTenant(key, "Tenant " + key)).Value();
        return Through(key);
    }

    public Connection Through(string tenantKey) => new(silo, tenant with { Key = tenantKey });

    public Task<Outcome<UserResource>> CreateUser(string userName, string? externalId = null, string more = "") =>
        Grains.UserDirectory().Create(tenant, Body($$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":{{Quote(userName)}}{{External(externalId)}}{{more}}}"""));

    public Task<Outcome<UserResource>> CreateUserOf(string json) => Grains.UserDirectory().Create(tenant, Body(json));

    public Task<Outcome<UserResource>> GetUser(Guid id) => Grains.UserDirectory().Get(tenant, id);

    public Task<Outcome<Page<UserResource>>> ListUsers(string? filter = null, int start = 1, int count = 100) =>
        Grains.UserDirectory().List(tenant, new ListRequest(filter, start, count, false));

    public Task<Outcome<UserResource>> ReplaceUser(Guid id, string json) => ReplaceUserIf(id, null, json);

    /// <param name="id">The user.</param>
    /// <param name="operations">The operations, as JSON objects separated by commas.</param>
    public Task<Outcome<UserResource>> PatchUser(Guid id, string operations) => PatchUserIf(id, null, operations);

    public Task<Outcome<UserResource>> ReplaceUserIf(Guid id, Precondition? precondition, string json) => Change(
        id, Body(json),
        (local, key, request) => local.TryReplace(key, request, precondition),
        (user, request) => precondition is null ? user.Replace(tenant, request) : user.ReplaceIf(tenant, request, precondition));

    public Task<Outcome<UserResource>> PatchUserIf(Guid id, Precondition? precondition, string operations) => Change(
        id, PatchBody(operations),
        (local, key, request) => local.TryPatch(key, request, precondition),
        (user, request) => precondition is null ? user.Patch(tenant, request) : user.PatchIf(tenant, request, precondition));

    public Task<Outcome<Done>> DeleteUserIf(Guid id, Precondition precondition) => User(id).DeleteIf(tenant, null, precondition);

    public Task<Outcome<Done>> DeleteUser(Guid id) => User(id).Delete(tenant, null);

    public Task<Outcome<GroupResource>> CreateGroup(string displayName, string? externalId = null, params string[] members) =>
        Grains.GroupDirectory().Create(tenant, Body(
            $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":{{Quote(displayName)}}{{External(externalId)}},"members":[{{Members(members)}}]}"""));

    public Task<Outcome<GroupResource>> CreateGroupOf(string json) => Grains.GroupDirectory().Create(tenant, Body(json));

    public Task<Outcome<GroupResource>> GetGroup(Guid id, bool withMembers = true) => Grains.GroupDirectory().Get(Key(id), withMembers);

    public Task<Outcome<Page<GroupResource>>> ListGroups(string? filter = null) =>
        Grains.GroupDirectory().List(tenant, new ListRequest(filter, 1, 100, false));

    public Task<Outcome<GroupResource>> PatchGroup(Guid id, string operations) => Grains.GroupDirectory().Patch(Key(id), PatchBody(operations));

    public Task<Outcome<GroupResource>> Add(Guid group, params string[] members) =>
        PatchGroup(group, $$"""{"op":"add","path":"members","value":[{{Members(members)}}]}""");

    public Task<Outcome<GroupResource>> Add(Guid group, Guid user) => Add(group, user.ToString());

    public Task<Outcome<GroupResource>> Remove(Guid group, string member) =>
        PatchGroup(group, $$"""{"op":"remove","path":"members[value eq {{Quote(member).Replace("\"", "\\\"", StringComparison.Ordinal)}}]"}""");

    public Task<Outcome<GroupResource>> Remove(Guid group, Guid user) => Remove(group, user.ToString());

    public Task<Outcome<GroupResource>> Rename(Guid group, string displayName) =>
        PatchGroup(group, $$"""{"op":"replace","path":"displayName","value":{{Quote(displayName)}}}""");

    public Task<Outcome<GroupResource>> ReplaceGroup(Guid id, string displayName, string? externalId = null, params string[] members) =>
        Grains.Group(Key(id)).Replace(Body($$"""{"displayName":{{Quote(displayName)}}{{External(externalId)}},"members":[{{Members(members)}}]}"""));

    public Task<Outcome<GroupResource>> ReplaceGroupOf(Guid id, string json) => Grains.Group(Key(id)).Replace(Body(json));

    public Task<Outcome<GroupResource>> ReplaceGroupIf(Guid id, Precondition precondition, string displayName, params string[] members) =>
        Grains.Group(Key(id)).ReplaceIf(Body($$"""{"displayName":{{Quote(displayName)}},"members":[{{Members(members)}}]}"""), precondition);

    public Task<Outcome<GroupResource>> PatchGroupIf(Guid id, Precondition precondition, string operations) => Grains.Group(Key(id)).PatchIf(PatchBody(operations), precondition);

    public Task<Outcome<Done>> DeleteGroupIf(Guid id, Precondition precondition) => Grains.Group(Key(id)).DeleteIf(null, precondition);

    public Task<Outcome<Done>> DeleteGroup(Guid id) => Grains.Group(Key(id)).Delete(null);

    public Task<Outcome<EffectiveRoles>> Roles(Guid user) => Grains.Membership(new MembershipKey(tenant, user)).EffectiveRoles();

    public async Task<string[]> RoleNames(Guid user) => [.. (await Roles(user)).Value().Roles.Select(r => r.DisplayName).Order()];

    /// <summary>The members' ids by the group itself.</summary>
    public async Task<Guid[]> MemberIds(Guid group)
    {
        var resource = (await GetGroup(group)).Value();
        var ids = resource.Members!.Ids();
        ids.Length.ShouldBe(resource.MemberCount);
        return ids;
    }

    private static WriteRequest Body(string json) => new(Encoding.UTF8.GetBytes(json), null);

    private static WriteRequest PatchBody(string operations) =>
        Body($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}""");

    private static string Quote(string text) => JsonSerializer.Serialize(text);

    private static string External(string? id) => id is null ? "" : $",\"externalId\":{Quote(id)}";

    private static string Members(string[] values) => string.Join(',', values.Select(v => $$"""{"value":{{Quote(v)}}}"""));

    private IGrainFactory Grains => silo().GetRequiredService<IGrainFactory>();

    private GroupKey Key(Guid id) => new(tenant, id);

    private IUserGrain User(Guid id) => Grains.User(new UserKey(tenant.Environment, id));

    private async Task<Outcome<UserResource>> Change(
        Guid id, WriteRequest request, Func<IUserModification, MembershipKey, WriteRequest, Task<Outcome<UserResource>?>> once,
        Func<IUserGrain, WriteRequest, Task<Outcome<UserResource>>> inTurn)
    {
        var services = silo();
        return Interlocked.Increment(ref _change) % 2 == 0 && services.GetService<IUserModification>() is { } local
            && await once(local, new MembershipKey(tenant, id), request) is { } outcome
            ? outcome
            : await inTurn(services.GetRequiredService<IGrainFactory>().User(new UserKey(tenant.Environment, id)), request);
    }
}
