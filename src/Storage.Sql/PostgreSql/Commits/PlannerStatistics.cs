using Npgsql;

namespace Scim.Storage.Sql.PostgreSql.Commits;

/// <summary>
/// Has the planner look again at tables that grow from nothing. A statement is planned once for each connection; planned on an empty table it may take an index that leads to all rows of an
/// environment instead of to one, and autovacuum, whose look would end such a plan, comes by once a minute. Until then each new user of a first provisioning cost a read of all before it:
/// 250 creations a second where there can be 2 700. New statistics end such plans on every connection.
/// </summary>
internal sealed class PlannerStatistics(NpgsqlDataSource source) : IDisposable
{
    /// <summary>Groups that this node has committed before the first look.</summary>
    internal const int First = 256;

    // From here on autovacuum follows the growth well enough.
    private const int Last = 100_000;
    private const int Factor = 8;
    private const string Look = "ANALYZE users, user_emails, links, roles, groups, assignments, events";

    private long _committed;
    private long _next = First;
    private Task _looking = Task.CompletedTask;

    /// <summary>Called by the writer alone, after a commit; does not wait for the look.</summary>
    public void Committed(int groups)
    {
        _committed += groups;
        if (_committed >= _next && _next <= Last && _looking.IsCompleted)
        {
            _next *= Factor;
            _looking = LookAgain();
        }
    }

    public void Dispose() => _looking.GetAwaiter().GetResult();

    private async Task LookAgain()
    {
        try
        {
            var command = source.CreateCommand(Look);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is NpgsqlException or ObjectDisposedException or TimeoutException)
        {
            // Plans stay as they are until autovacuum comes by; nothing depends on it but speed.
        }
    }
}
