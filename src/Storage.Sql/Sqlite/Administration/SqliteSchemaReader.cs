using System.Collections.Immutable;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Schemas;
using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Sqlite.Administration;

/// <summary>Reads of extension schemas.</summary>
internal sealed class SqliteSchemaReader(SqliteSession session, SqliteScopeReader scopes)
{
    private readonly SqliteStatement _version = session.Prepare("SELECT version FROM schema_sets WHERE environment = ?");
    private readonly SqliteStatement _all = session.Prepare(
        "SELECT id, urn, resource_type, required, document, created, modified FROM extension_schemas WHERE environment = ? ORDER BY number");

    public Loaded<SchemaSet> Load(EnvironmentKey environment)
    {
        session.BeginRead();
        var position = scopes.ReadPosition(environment);
        var set = SchemaSet.None;
        if (_version.Bind(environment.Id).Step())
        {
            var version = _version.Int64(0);
            _version.Reset();
            var extensions = ImmutableArray.CreateBuilder<ExtensionSchema>();
            _all.Bind(environment.Id);
            while (_all.Step())
            {
                extensions.Add(ToExtension(_all));
            }

            set = new SchemaSet(version, extensions.DrainToImmutable());
        }

        session.EndRead();
        return new Loaded<SchemaSet>(set, position);
    }

    private static ExtensionSchema ToExtension(SqliteStatement row) => new()
    {
        Id = row.Id(0),
        Urn = row.Text(1),
        ResourceType = row.Text(2),
        Required = row.Flag(3),
        Document = row.Utf8(4).ToArray(),
        Created = row.Time(5),
        LastModified = row.Time(6),
    };
}
