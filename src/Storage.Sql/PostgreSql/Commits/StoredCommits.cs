using Scim.Grains.Storage.Operations;
using Scim.Storage.Sql.Commits;
using static Scim.Storage.Sql.PostgreSql.PostgreSqlParameters;

namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>Whether a transaction whose commit got no answer is in the database.</summary>
internal static class StoredCommits
{
    private const string Find =
        """
        SELECT EXISTS (SELECT 1 FROM unnest($1, $2, $3) AS k(environment, position, operation_id) JOIN events e
                ON e.environment = k.environment AND e.position = k.position AND e.operation_id = k.operation_id)
            OR EXISTS (SELECT 1 FROM projects WHERE id = ANY ($4)) OR EXISTS (SELECT 1 FROM administrator_keys WHERE id = ANY ($4))
        """;

    /// <summary>
    /// Whether an event of the transaction is at the position where it would have been written, or what it creates above every log exists.
    /// False for one that changes nothing or only records a use: running it again does no harm.
    /// </summary>
    /// <param name="script">What has to be done first; it is run.</param>
    public static bool Ask(IReadOnlyList<AppliedGroup> batch, PostgreSqlScript script)
    {
        var events = new List<(Guid Environment, long Position, Guid Operation)>();
        var ids = new List<Guid>();
        foreach (var (group, result) in batch)
        {
            if (result is Grains.Storage.CommitResult.Committed committed)
            {
                events.Add((group.Environment.Id, committed.Position, group.OperationId));
                ids.AddRange(group.Operations.OfType<CreateProject>().Select(static p => p.Id));
                ids.AddRange(group.Operations.OfType<CreateAdministratorKey>().Select(static k => k.Id));
            }
        }

        var stored = false;
        script.Read(
            Find, row => stored = row.GetBoolean(0), Ids(events, static e => e.Environment), Numbers(events, static e => e.Position),
            Ids(events, static e => e.Operation), Ids(ids, static id => id));
        script.Run();
        return stored;
    }
}
