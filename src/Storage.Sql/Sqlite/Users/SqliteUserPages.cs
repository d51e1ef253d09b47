using System.Collections.Immutable;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;
using Scim.Storage.Sql.Filters;
using Scim.Storage.Sql.Sqlite.Filters;

namespace Scim.Storage.Sql.Sqlite.Users;

/// <summary>
/// Pages of users in order of their numbers. First the rows of the page are found, without touching their content, then each is read:
/// statements on one's own process cost no round trip, so reading them one by one is as fast as a join.
/// </summary>
internal sealed class SqliteUserPages(SqliteSession session, SqliteUserReader reader)
{
    private readonly SqliteStatement _position = session.Prepare("SELECT event_position, number FROM environments WHERE id = ?");
    private readonly SqliteStatement _blocks = session.Prepare("SELECT block, count FROM user_blocks WHERE environment = ? ORDER BY block");
    private readonly SqliteStatement _rows = session.Prepare(
        "SELECT row FROM users WHERE row BETWEEN ? AND ? ORDER BY row LIMIT ? OFFSET ?");

    public StorePage<UserView> Query(TenantKey tenant, StoreQuery query, ResourceQuery? filter)
    {
        session.BeginRead();
        if (!_position.Bind(tenant.Environment.Id).Step())
        {
            session.EndRead();
            return new StorePage<UserView>(0, [], 0);
        }

        var (position, number) = (_position.Int64(0), _position.Int64(1));
        _position.Reset();
        var rows = new List<long>();
        var total = filter is null ? FindAll(tenant.Environment, number, query, rows)
            : filter.Total is not null ? FindCounted(tenant.Environment, query, filter, rows)
            : SqliteMatches.Find(session, filter, query, static statement => statement.Int64(0), rows);
        var views = ImmutableArray.CreateBuilder<UserView>(rows.Count);
        foreach (var row in rows)
        {
            views.Add(reader.ReadView(tenant, row));
        }

        session.EndRead();
        return new StorePage<UserView>(total, views.MoveToImmutable(), position);
    }

    /// <summary>A page in an order, or behind a position.</summary>
    public StorePage<UserView> Query(TenantKey tenant, StoreQuery query, SortedQuery sorted)
    {
        session.BeginRead();
        if (!_position.Bind(tenant.Environment.Id).Step())
        {
            session.EndRead();
            return new StorePage<UserView>(0, [], 0);
        }

        var position = _position.Int64(0);
        _position.Reset();
        var total = query.Filter is null ? CountAll(tenant.Environment)
            : sorted.Total is { } count ? SqliteMatches.Count(session, count, sorted.Sql.Values)
            : 0;
        if (query.Filter is null && FromTheEnd.Turn(query, total) is var turned && !ReferenceEquals(turned, query))
        {
            (query, sorted) = (turned, SortedQuery.Users(tenant, turned, SqliteDialect.Instance));
        }

        var page = SqliteSortedPage.Find(session, sorted, query, total, static statement => statement.Int64(0));
        var views = ImmutableArray.CreateBuilder<UserView>(page.Rows.Count);
        foreach (var row in page.Rows)
        {
            views.Add(reader.ReadView(tenant, row));
        }

        session.EndRead();
        return new StorePage<UserView>(page.Total, views.MoveToImmutable(), position) { Positions = [.. page.Positions] };
    }

    private int CountAll(EnvironmentKey environment)
    {
        var total = 0;
        _blocks.Bind(environment.Id);
        while (_blocks.Step())
        {
            total += _blocks.Int32(1);
        }

        return total;
    }

    /// <summary>
    /// Matches that an index counts. Their page is read in the list's order, where the rows of others have to be passed over; or from that index, to its end, and then put in order.
    /// A row takes three times as long as an index entry, and to put a match in order twice as long: that decides.
    /// </summary>
    private int FindCounted(EnvironmentKey environment, StoreQuery query, ResourceQuery filter, List<long> rows)
    {
        var total = SqliteMatches.Count(session, filter.Total!, filter.Values);
        var before = query.StartIndex - 1L;
        if (query.Count == 0 || before >= total)
        {
            return total;
        }

        long all = CountAll(environment);
        var last = Math.Min(before + query.Count, total);
        var passed = all * last / total;
        var text = passed * 3 <= all + (last * 2) ? filter.Sql : filter.FromIndex!;
        var (limit, offset) = (filter.Values.Count + 1, filter.Values.Count + 2);
        var statement = session.PrepareFilter($"{text} LIMIT ?{limit} OFFSET ?{offset}");
        SqliteMatches.Bind(statement, filter.Values);
        statement.Bind((long)query.Count).Bind(before);
        while (statement.Step())
        {
            rows.Add(statement.Int64(0));
        }

        return total;
    }

    /// <summary>The whole list: the blocks tell how many there are, and where the page begins.</summary>
    private int FindAll(EnvironmentKey environment, long environmentNumber, StoreQuery query, List<long> rows)
    {
        var before = query.StartIndex - 1;
        var total = 0;
        long firstNumber = -1;
        var skip = 0;
        _blocks.Bind(environment.Id);
        while (_blocks.Step())
        {
            var count = _blocks.Int32(1);
            if (firstNumber < 0 && total + count > before)
            {
                firstNumber = _blocks.Int64(0) << SqliteCounters.BlockShift;
                skip = before - total;
            }

            total += count;
        }

        if (firstNumber >= 0 && query.Count > 0)
        {
            _rows.Bind(UserRows.Of(environmentNumber, firstNumber)).Bind(UserRows.Of(environmentNumber, UserRows.LastNumber)).Bind((long)query.Count).Bind((long)skip);
            while (_rows.Step())
            {
                rows.Add(_rows.Int64(0));
            }
        }

        return total;
    }
}
