using System.Text;
using System.Text.Json;
using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Memberships;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;

namespace Scim.Grains.Tests.TestKit;

/// <summary>What an identity provider's connection to one tenant can ask for.</summary>
public sealed class Connection(Func<IGrainFactory> grains, TenantKey tenant)
{
    public TenantKey Tenant => tenant;

    public EnvironmentKey Environment => tenant.Environment;

    public IEnvironmentGrain Administration => grains().Environment(tenant.Environment);

    /// <summary>The same silo and environment through another tenant, which is created.</summary>
    public async Task<Connection> NewTenant(string key)
    {
        (await Administration.CreateTenant(key, "Tenant " + key)).Value();
        return Through(key);
    }

    public Connection Through(string tenantKey) => new(grains, tenant with { Key = tenantKey });

    public Task<Outcome<UserResource>> CreateUser(string userName, string? externalId = null, string more = "") =>
        grains().UserDirectory().Create(tenant, Body($$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":{{Quote(userName)}}{{External(externalId)}}{{more}}}"""));

    public Task<Outcome<UserResource>> CreateUserOf(string json) => grains().UserDirectory().Create(tenant, Body(json));

    public Task<Outcome<UserResource>> GetUser(Guid id) => grains().UserDirectory().Get(tenant, id);

    public Task<Outcome<Page<UserResource>>> ListUsers(string? filter = null, int start = 1, int count = 100) =>
        grains().UserDirectory().List(tenant, new ListRequest(filter, start, count, false));

    public Task<Outcome<UserResource>> ReplaceUser(Guid id, string json) => User(id).Replace(tenant, Body(json));

    /// <param name="id">The user.</param>
    /// <param name="operations">The operations, as JSON objects separated by commas.</param>
    public Task<Outcome<UserResource>> PatchUser(Guid id, string operations) => User(id).Patch(tenant, PatchBody(operations));

    public Task<Outcome<UserResource>> ReplaceUserIf(Guid id, Precondition precondition, string json) => User(id).ReplaceIf(tenant, Body(json), precondition);

    public Task<Outcome<UserResource>> PatchUserIf(Guid id, Precondition precondition, string operations) => User(id).PatchIf(tenant, PatchBody(operations), precondition);

    public Task<Outcome<Done>> DeleteUserIf(Guid id, Precondition precondition) => User(id).DeleteIf(tenant, null, precondition);

    public Task<Outcome<Done>> DeleteUser(Guid id) => User(id).Delete(tenant, null);

    public Task<Outcome<GroupResource>> CreateGroup(string displayName, string? externalId = null, params string[] members) =>
        grains().GroupDirectory().Create(tenant, Body(
            $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":{{Quote(displayName)}}{{External(externalId)}},"members":[{{Members(members)}}]}"""));

    public Task<Outcome<GroupResource>> CreateGroupOf(string json) => grains().GroupDirectory().Create(tenant, Body(json));

    public Task<Outcome<GroupResource>> GetGroup(Guid id, bool withMembers = true) => grains().GroupDirectory().Get(Key(id), withMembers);

    public Task<Outcome<Page<GroupResource>>> ListGroups(string? filter = null) =>
        grains().GroupDirectory().List(tenant, new ListRequest(filter, 1, 100, false));

    public Task<Outcome<GroupResource>> PatchGroup(Guid id, string operations) => grains().GroupDirectory().Patch(Key(id), PatchBody(operations));

    public Task<Outcome<GroupResource>> Add(Guid group, params string[] members) =>
        PatchGroup(group, $$"""{"op":"add","path":"members","value":[{{Members(members)}}]}""");

    public Task<Outcome<GroupResource>> Add(Guid group, Guid user) => Add(group, user.ToString());

    public Task<Outcome<GroupResource>> Remove(Guid group, string member) =>
        PatchGroup(group, $$"""{"op":"remove","path":"members[value eq {{Quote(member).Replace("\"", "\\\"", StringComparison.Ordinal)}}]"}""");

    public Task<Outcome<GroupResource>> Remove(Guid group, Guid user) => Remove(group, user.ToString());

    public Task<Outcome<GroupResource>> Rename(Guid group, string displayName) =>
        PatchGroup(group, $$"""{"op":"replace","path":"displayName","value":{{Quote(displayName)}}}""");

    public Task<Outcome<GroupResource>> ReplaceGroup(Guid id, string displayName, string? externalId = null, params string[] members) =>
        grains().Group(Key(id)).Replace(Body($$"""{"displayName":{{Quote(displayName)}}{{External(externalId)}},"members":[{{Members(members)}}]}"""));

    public Task<Outcome<GroupResource>> ReplaceGroupOf(Guid id, string json) => grains().Group(Key(id)).Replace(Body(json));

    public Task<Outcome<GroupResource>> ReplaceGroupIf(Guid id, Precondition precondition, string displayName, params string[] members) =>
        grains().Group(Key(id)).ReplaceIf(Body($$"""{"displayName":{{Quote(displayName)}},"members":[{{Members(members)}}]}"""), precondition);

    public Task<Outcome<GroupResource>> PatchGroupIf(Guid id, Precondition precondition, string operations) => grains().Group(Key(id)).PatchIf(PatchBody(operations), precondition);

    public Task<Outcome<Done>> DeleteGroupIf(Guid id, Precondition precondition) => grains().Group(Key(id)).DeleteIf(null, precondition);

    public Task<Outcome<Done>> DeleteGroup(Guid id) => grains().Group(Key(id)).Delete(null);

    public Task<Outcome<EffectiveRoles>> Roles(Guid user) => grains().Membership(new MembershipKey(tenant, user)).EffectiveRoles();

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

    private GroupKey Key(Guid id) => new(tenant, id);

    private IUserGrain User(Guid id) => grains().User(new UserKey(tenant.Environment, id));
}
