using System.Collections.Immutable;
using Orleans.Placement;
using Scim.Grains.Groups;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Memberships;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Requests;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Users;

namespace Scim.Grains.Memberships;

/// <inheritdoc cref="IMembershipGrain"/>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2)]
internal sealed class MembershipGrain(
    UserReads users, GroupReads groups, GroupAnswers answers, GroupRefusals refusals, DirectoryCommits commits, WriteLoop writes) : Grain, IMembershipGrain
{
    private MembershipKey? _key;

    private MembershipKey Key => _key ??= GrainKeys.ParseMembership(this.GetPrimaryKeyString());

    public Task<Outcome<GroupResource>> Assign(Guid roleId, Guid? tokenId) => Change(roleId, new MemberChange(false, [Key.UserId], []), tokenId);

    public Task<Outcome<GroupResource>> Revoke(Guid roleId, Guid? tokenId) => Change(roleId, new MemberChange(false, [], [Key.UserId]), tokenId);

    public Task<Outcome<EffectiveRoles>> EffectiveRoles() => RequestBoundary.Answer(async () =>
    {
        var key = Key;
        var user = await users.Read(key) ?? throw UserRefusals.Missing(key.UserId);
        return user.User.Active
            ? new EffectiveRoles(true, await Roles(key.Tenant, user.Groups))
            : new EffectiveRoles(false, []);
    });

    private Task<Outcome<GroupResource>> Change(Guid roleId, MemberChange members, Guid? tokenId) => RequestBoundary.Answer(() => writes.Run(async _ =>
    {
        var group = new GroupKey(Key.Tenant, roleId);
        return await commits.Commit(group.Tenant.Environment, tokenId, new ChangeGroup(group, null, null, null, null, members)) switch
        {
            CommitResult.Committed { Results: [{ Group: { } row }] } => await answers.Of(row, null),
            CommitResult.Missing { Kind: MissingKind.User } => throw UserRefusals.Missing(Key.UserId),
            CommitResult.Missing => throw await refusals.Missing(group),
            _ => null,
        };
    }));

    private async ValueTask<ImmutableArray<EffectiveRole>> Roles(TenantKey tenant, ImmutableArray<GroupName> held)
    {
        var roles = ImmutableArray.CreateBuilder<EffectiveRole>(held.Length);
        foreach (var name in held)
        {
            // A group released since grants nothing any more.
            if (await groups.Read(new GroupKey(tenant, name.Id)) is { } group)
            {
                roles.Add(new EffectiveRole(name.Id, group.RoleKey, group.DisplayName));
            }
        }

        return roles.DrainToImmutable();
    }
}
