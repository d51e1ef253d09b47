using System.Collections.Immutable;
using Scim.Grains.Storage;
using static Scim.Storage.Sql.PostgreSql.PostgreSqlParameters;

namespace Scim.Storage.Sql.PostgreSql;

/// <summary>The leases of the nodes on one database. The database's clock plays no part: a lease is a duration and a count that moves.</summary>
internal sealed class PostgreSqlNodeLeases(PostgreSqlReads reads) : INodeLeases
{
    private const string Save =
        """
        INSERT INTO node_leases (node, duration, renewals) VALUES ($1, $2, nextval('lease_renewals'))
        ON CONFLICT (node) DO UPDATE SET duration = excluded.duration, renewals = excluded.renewals
        """;

    public async ValueTask Renew(string node, TimeSpan duration, CancellationToken cancellation) =>
        await reads.One(Save, [Of(node), Of(duration.Ticks)], static _ => true, true, cancellation);

    public ValueTask<ImmutableArray<NodeLease>> Read(CancellationToken cancellation) => reads.All(
        "SELECT node, duration, renewals FROM node_leases ORDER BY node", [],
        static row => new NodeLease(row.GetString(0), TimeSpan.FromTicks(row.GetInt64(1)), row.GetInt64(2)), cancellation);

    public async ValueTask Release(string node, CancellationToken cancellation) =>
        await reads.One("DELETE FROM node_leases WHERE node = $1", [Of(node)], static _ => true, true, cancellation);
}
