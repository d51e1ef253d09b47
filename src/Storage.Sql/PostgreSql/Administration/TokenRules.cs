using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Commits;
using Scim.Storage.Sql.PostgreSql.Commits;

namespace Scim.Storage.Sql.PostgreSql.Administration;

/// <summary>When tokens were last used.</summary>
internal static class TokenRules
{
    public static OperationOutcome Touch(TouchToken operation, WorkingSet set)
    {
        var key = (operation.Environment, operation.Id);
        if (set.Tokens[key] is not { } token)
        {
            return OperationOutcome.Missing(MissingKind.Token, operation.Id);
        }

        if (token.LastUsed >= operation.UsedAt.UtcTicks)
        {
            return OperationResult.Unchanged;
        }

        set.Tokens[key] = new TokenUse(operation.UsedAt.UtcTicks);
        return OperationResult.Done;
    }
}
