using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.PostgreSql.Administration;
using Scim.Storage.Sql.PostgreSql.Groups;
using Scim.Storage.Sql.PostgreSql.Users;

namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>The way from an operation that can be planned to its rule.</summary>
internal static class OperationRules
{
    public static OperationOutcome Apply(StoreOperation operation, WorkingSet set, GroupEffects effects) => operation switch
    {
        CreateUser create => UserRules.Create(create, set, effects),
        ChangeUser change => UserRules.Change(change, set, effects),
        DeleteUser delete => UserRules.Delete(delete, set, effects),
        SetExternalId link => UserRules.SetExternalId(link, set, effects),
        TakeUpGroup takeUp => GroupRules.TakeUp(takeUp, set, effects),
        ChangeGroup change => GroupRules.Change(change, set, effects),
        ReleaseGroup release => GroupRules.Release(release, set, effects),
        RequireSchemas require => set.Schemas.GetValueOrDefault(require.Environment) == require.Version ? OperationResult.Unchanged : OperationOutcome.VersionMismatch,
        TouchToken touch => TokenRules.Touch(touch, set),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
