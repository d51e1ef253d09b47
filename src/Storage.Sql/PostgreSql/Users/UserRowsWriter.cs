using Scim.Grains.Interfaces.Keys;
using Scim.Protocol.Comparisons;
using Scim.Storage.Sql.PostgreSql.Commits;
using Scim.Storage.Sql.Users;
using static Scim.Storage.Sql.PostgreSql.PostgreSqlParameters;

namespace Scim.Storage.Sql.PostgreSql.Users;

/// <summary>Writes the users that have changed, and the index of their e-mails.</summary>
internal static class UserRowsWriter
{
    private const string Delete =
        "DELETE FROM users u USING unnest($1, $2) AS k(environment, id) WHERE u.environment = k.environment AND u.id = k.id";

    private const string Rows =
        """
        unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            AS k(environment, id, number, user_name, user_name_folded, display_name, display_name_folded, active, provisional, version, created, modified,
                emails, profile, search)
        """;

    private const string Update =
        $"""
        UPDATE users u SET user_name = k.user_name, user_name_folded = k.user_name_folded, display_name = k.display_name,
            display_name_folded = k.display_name_folded, active = k.active, provisional = k.provisional, version = k.version, modified = k.modified,
            emails = k.emails, profile = k.profile, search = k.search::jsonb
        FROM {Rows} WHERE u.environment = k.environment AND u.id = k.id
        """;

    private const string Insert =
        $"""
        INSERT INTO users (environment, id, number, user_name, user_name_folded, display_name, display_name_folded, active, provisional, version, created,
            modified, emails, profile, search)
        SELECT environment, id, number, user_name, user_name_folded, display_name, display_name_folded, active, provisional, version, created,
            modified, emails, profile, search::jsonb
        FROM {Rows}
        """;

    private const string DeleteEmails =
        """
        DELETE FROM user_emails m USING unnest($1, $2, $3) AS k(environment, value, user_id)
        WHERE m.environment = k.environment AND m.value_folded = scim_index_key(k.value) AND m.user_id = k.user_id
        """;

    private const string InsertEmails =
        """
        INSERT INTO user_emails (environment, value_folded, user_id)
        SELECT environment, scim_index_key(value), user_id FROM unnest($1, $2, $3) AS k(environment, value, user_id)
        """;

    public static void Add(RowChanges<UserKey, UserState> users, PostgreSqlScript script)
    {
        var (lost, gained) = (new List<(UserKey User, string Value)>(), new List<(UserKey User, string Value)>());
        users.Deleted.ForEach(user => Compare(user.Key, user.Row.Emails, [], lost, gained));
        users.Updated.ForEach(user => Compare(user.Key, user.Before.Emails, user.After.Emails, lost, gained));
        users.Inserted.ForEach(user => Compare(user.Key, [], user.Row.Emails, lost, gained));
        if (lost.Count > 0)
        {
            Emails(DeleteEmails, lost, script);
        }

        if (users.Deleted.Count > 0)
        {
            script.Add(Delete, Ids(users.Deleted, static u => u.Key.Environment.Id), Ids(users.Deleted, static u => u.Key.Id));
        }

        if (users.Updated.Count > 0)
        {
            Write(Update, users.Updated.ConvertAll(static u => (u.Key, u.After)), script);
        }

        if (users.Inserted.Count > 0)
        {
            Write(Insert, users.Inserted, script);
        }

        if (gained.Count > 0)
        {
            Emails(InsertEmails, gained, script);
        }
    }

    private static void Compare(
        UserKey user, string[] before, string[] after, List<(UserKey User, string Value)> lost, List<(UserKey User, string Value)> gained)
    {
        foreach (var value in before)
        {
            if (!after.Contains(value))
            {
                lost.Add((user, value));
            }
        }

        foreach (var value in after)
        {
            if (!before.Contains(value))
            {
                gained.Add((user, value));
            }
        }
    }

    private static void Emails(string sql, List<(UserKey User, string Value)> rows, PostgreSqlScript script) => script.Add(
        sql, Ids(rows, static e => e.User.Environment.Id), Texts(rows, static e => e.Value), Ids(rows, static e => e.User.Id));

    private static void Write(string sql, List<(UserKey Key, UserState Row)> users, PostgreSqlScript script)
    {
        var rows = users.ConvertAll(static user => (user.Key, user.Row, Folded: UserNames.Fold(user.Row.UserName)));
        rows.Sort(static (left, right) => string.CompareOrdinal(left.Folded, right.Folded));
        script.Add(
            sql,
            Ids(rows, static u => u.Key.Environment.Id), Ids(rows, static u => u.Key.Id), Numbers(rows, static u => u.Row.Number),
            Texts(rows, static u => u.Row.UserName), Texts(rows, static u => u.Folded), Texts(rows, static u => u.Row.DisplayName),
            Texts(rows, static u => CaseFolding.Fold(u.Row.DisplayName)), Flags(rows, static u => u.Row.Active), Flags(rows, static u => u.Row.Provisional),
            Numbers(rows, static u => u.Row.Version), Numbers(rows, static u => u.Row.Created), Numbers(rows, static u => u.Row.Modified),
            Texts(rows, static u => IndexedEmails.ToText(u.Row.Emails)), Blobs(rows, static u => u.Row.Profile),
            Texts(rows, static u => SearchDocument.Of(u.Row.Type, u.Row.Profile)));
    }
}
