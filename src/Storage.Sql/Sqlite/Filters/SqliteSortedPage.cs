using Scim.Grains.Storage;
using Scim.Protocol.Comparisons;
using Scim.Protocol.Sorting;
using Scim.Storage.Sql.Filters;

namespace Scim.Storage.Sql.Sqlite.Filters;

/// <summary>The rows of a page in an order or behind a position, with their places.</summary>
/// <typeparam name="T">What names a row.</typeparam>
internal sealed record SqliteSortedPage<T>(int Total, List<T> Rows, List<StorePosition> Positions);

/// <summary>Runs sorted queries: a filter's matches are counted in the pass that keeps the page; all resources are counted without being read.</summary>
internal static class SqliteSortedPage
{
    /// <param name="session">In a snapshot.</param>
    /// <param name="sorted">The query.</param>
    /// <param name="query">Which page of it.</param>
    /// <param name="all">How many resources there are; not used with a filter.</param>
    /// <param name="read">Reads what names a row from column 0.</param>
    public static SqliteSortedPage<T> Find<T>(SqliteSession session, SortedQuery sorted, StoreQuery query, int all, Func<SqliteStatement, T> read)
    {
        var page = new SqliteSortedPage<T>(all, [], []);
        page = sorted.IsFiltered ? FindMatches(session, sorted, query, read, page) : FindRows(session, sorted, query, read, page);
        if (query.Backward)
        {
            page.Rows.Reverse();
            page.Positions.Reverse();
        }

        return page;
    }

    private static SqliteSortedPage<T> FindMatches<T>(
        SqliteSession session, SortedQuery sorted, StoreQuery query, Func<SqliteStatement, T> read, SqliteSortedPage<T> page)
    {
        var statement = session.PrepareFilter($"SELECT w.id, w.number, w.key, {sorted.After} FROM ({sorted.Rows}) w ORDER BY {sorted.Order}");
        SqliteMatches.Bind(statement, sorted.Sql.Values);
        var (total, behind) = (0, 0);
        while (statement.Step())
        {
            total++;
            if (statement.Flag(3) && ++behind >= query.StartIndex && page.Rows.Count < query.Count)
            {
                Add(page, statement, sorted.Key, read);
            }
        }

        return page with { Total = total };
    }

    private static SqliteSortedPage<T> FindRows<T>(
        SqliteSession session, SortedQuery sorted, StoreQuery query, Func<SqliteStatement, T> read, SqliteSortedPage<T> page)
    {
        if (query.Count == 0)
        {
            return page;
        }

        var (limit, offset) = (sorted.Sql.Parameter((long)query.Count), sorted.Sql.Parameter(query.StartIndex - 1L));
        var statement = session.PrepareFilter(
            $"SELECT w.id, w.number, w.key FROM ({sorted.Rows}) w WHERE {sorted.After} ORDER BY {sorted.Order} LIMIT {limit} OFFSET {offset}");
        SqliteMatches.Bind(statement, sorted.Sql.Values);
        while (statement.Step())
        {
            Add(page, statement, sorted.Key, read);
        }

        return page;
    }

    private static void Add<T>(SqliteSortedPage<T> page, SqliteStatement row, SortColumn key, Func<SqliteStatement, T> read)
    {
        page.Rows.Add(read(row));
        page.Positions.Add(new StorePosition(row.IsNull(2) ? null : ReadKey(row, key), row.Int64(1)));
    }

    private static SortKey ReadKey(SqliteStatement row, SortColumn key) => key.Kind switch
    {
        SlotKind.Id => SortKey.Of(row.Id(2).ToString("D")),
        SlotKind.Instant or SlotKind.Flag => SortKey.Of(row.Int64(2)),
        SlotKind.Number => SortKey.Of(NumberText.Decode(row.Text(2))),
        _ => new SortKey(row.Text(2), 0),
    };
}
