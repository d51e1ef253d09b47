using Scim.Storage.Sql.Sqlite.Administration;
using Scim.Storage.Sql.Sqlite.Groups;
using Scim.Storage.Sql.Sqlite.Users;

namespace Scim.Storage.Sql.Sqlite;

/// <summary>A read-only connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteReaders : IDisposable
{
    public SqliteReaders(SqliteSession session)
    {
        Session = session;
        Users = new SqliteUserReader(session);
        Groups = new SqliteGroupReader(session);
        UserPages = new SqliteUserPages(session, Users);
        GroupPages = new SqliteGroupPages(session, Groups);
        Scopes = new SqliteScopeReader(session);
        Tokens = new SqliteTokenReader(session, Scopes);
        Schemas = new SqliteSchemaReader(session, Scopes);
    }

    public SqliteSession Session { get; }

    public SqliteUserReader Users { get; }

    public SqliteGroupReader Groups { get; }

    public SqliteUserPages UserPages { get; }

    public SqliteGroupPages GroupPages { get; }

    public SqliteScopeReader Scopes { get; }

    public SqliteTokenReader Tokens { get; }

    public SqliteSchemaReader Schemas { get; }

    public void Dispose() => Session.Dispose();
}
