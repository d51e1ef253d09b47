using Npgsql;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Schemas;
using Scim.Grains.Storage;
using static Scim.Storage.Sql.PostgreSql.PostgreSqlParameters;

namespace Scim.Storage.Sql.PostgreSql.Administration;

/// <summary>Reads of extension schemas.</summary>
internal sealed class PostgreSqlSchemaReader(PostgreSqlReads reads)
{
    // One statement, and so one snapshot. Without an extension there is one row with nothing in the third column.
    private const string All =
        """
        SELECT coalesce((SELECT version FROM schema_sets WHERE environment = $1), 0), (SELECT event_position FROM environments WHERE id = $1),
            x.id, x.urn, x.resource_type, x.required, x.document, x.created, x.modified
        FROM (SELECT 1) one LEFT JOIN extension_schemas x ON x.environment = $1 ORDER BY x.number
        """;

    public async ValueTask<Loaded<SchemaSet>> Load(EnvironmentKey environment, CancellationToken cancellation)
    {
        var page = await reads.Page(All, [Of(environment.Id)], 2, ToExtension, cancellation);
        return new Loaded<SchemaSet>(page.Total == 0 ? SchemaSet.None : new SchemaSet(page.Total, page.Items), page.Position);
    }

    private static ExtensionSchema ToExtension(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(2),
        Urn = row.GetString(3),
        ResourceType = row.GetString(4),
        Required = row.GetBoolean(5),
        Document = row.GetFieldValue<byte[]>(6),
        Created = row.Time(7),
        LastModified = row.Time(8),
    };
}
