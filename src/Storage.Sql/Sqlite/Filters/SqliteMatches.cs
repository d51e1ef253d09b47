using Scim.Grains.Storage;
using Scim.Storage.Sql.Filters;

namespace Scim.Storage.Sql.Sqlite.Filters;

/// <summary>Runs a filter: one pass counts the matches and keeps those of the page.</summary>
internal static class SqliteMatches
{
    /// <returns>The number of all matches.</returns>
    public static int Find<T>(SqliteSession session, ResourceQuery filter, StoreQuery query, Func<SqliteStatement, T> read, List<T> page)
    {
        var statement = session.PrepareFilter(filter.Sql);
        Bind(statement, filter.Values);
        var total = 0;
        while (statement.Step())
        {
            total++;
            if (total >= query.StartIndex && page.Count < query.Count)
            {
                page.Add(read(statement));
            }
        }

        return total;
    }

    /// <summary>Runs a query of one number.</summary>
    public static int Count(SqliteSession session, string sql, IReadOnlyList<object> values)
    {
        var statement = session.PrepareFilter(sql);
        Bind(statement, values);
        statement.Step();
        var count = statement.Int32(0);
        statement.Reset();
        return count;
    }

    /// <summary>Binds the values of a translated filter, in order. Of statements that share theirs one may need no more than the first.</summary>
    public static void Bind(SqliteStatement statement, IReadOnlyList<object> values)
    {
        foreach (var value in values.Take(statement.Parameters))
        {
            _ = value switch
            {
                Guid id => statement.Bind(id),
                string text => statement.Bind(text),
                long number => statement.Bind(number),
                bool flag => statement.Bind(flag),
                _ => throw new ArgumentOutOfRangeException(nameof(values)),
            };
        }
    }
}
