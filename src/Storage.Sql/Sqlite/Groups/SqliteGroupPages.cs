using System.Collections.Immutable;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;
using Scim.Storage.Sql.Filters;
using Scim.Storage.Sql.Sqlite.Filters;

namespace Scim.Storage.Sql.Sqlite.Groups;

/// <summary>Pages of the groups that a tenant holds, in the order in which it took them up.</summary>
internal sealed class SqliteGroupPages(SqliteSession session, SqliteGroupReader reader)
{
    private readonly SqliteStatement _position = session.Prepare("SELECT event_position FROM environments WHERE id = ?");
    private readonly SqliteStatement _count = session.Prepare("SELECT count(*) FROM groups WHERE environment = ? AND tenant = ? AND held");
    private readonly SqliteStatement _ids = session.Prepare(
        "SELECT role_id FROM groups WHERE environment = ? AND tenant = ? AND held ORDER BY number LIMIT ? OFFSET ?");

    public StorePage<GroupWithMembers> Query(TenantKey tenant, StoreQuery query, ResourceQuery? filter)
    {
        session.BeginRead();
        if (!_position.Bind(tenant.Environment.Id).Step())
        {
            session.EndRead();
            return new StorePage<GroupWithMembers>(0, [], 0);
        }

        var position = _position.Int64(0);
        _position.Reset();
        var ids = new List<Guid>();
        var total = filter is null
            ? FindAll(tenant, query, ids)
            : SqliteMatches.Find(session, filter, query, static statement => statement.Id(0), ids);
        var groups = ImmutableArray.CreateBuilder<GroupWithMembers>(ids.Count);
        foreach (var id in ids)
        {
            var group = reader.Load(new GroupKey(tenant, id)).Value!;
            groups.Add(new GroupWithMembers(group, query.WithMembers ? reader.ReadMembers(group) : null));
        }

        session.EndRead();
        return new StorePage<GroupWithMembers>(total, groups.MoveToImmutable(), position);
    }

    /// <summary>A page in an order, or behind a position.</summary>
    public StorePage<GroupWithMembers> Query(TenantKey tenant, StoreQuery query, SortedQuery sorted)
    {
        session.BeginRead();
        if (!_position.Bind(tenant.Environment.Id).Step())
        {
            session.EndRead();
            return new StorePage<GroupWithMembers>(0, [], 0);
        }

        var position = _position.Int64(0);
        _position.Reset();
        var total = query.Filter is null ? CountAll(tenant) : 0;
        if (query.Filter is null && FromTheEnd.Turn(query, total) is var turned && !ReferenceEquals(turned, query))
        {
            (query, sorted) = (turned, SortedQuery.Groups(tenant, turned, SqliteDialect.Instance));
        }

        var page = SqliteSortedPage.Find(session, sorted, query, total, static statement => statement.Id(0));
        var groups = ImmutableArray.CreateBuilder<GroupWithMembers>(page.Rows.Count);
        foreach (var id in page.Rows)
        {
            var group = reader.Load(new GroupKey(tenant, id)).Value!;
            groups.Add(new GroupWithMembers(group, query.WithMembers ? reader.ReadMembers(group) : null));
        }

        session.EndRead();
        return new StorePage<GroupWithMembers>(page.Total, groups.MoveToImmutable(), position) { Positions = [.. page.Positions] };
    }

    private int CountAll(TenantKey tenant)
    {
        _count.Bind(tenant.Environment.Id).Bind(tenant.Key).Step();
        var total = _count.Int32(0);
        _count.Reset();
        return total;
    }

    private int FindAll(TenantKey tenant, StoreQuery query, List<Guid> ids)
    {
        var total = CountAll(tenant);
        if (query.Count > 0 && query.StartIndex <= total)
        {
            _ids.Bind(tenant.Environment.Id).Bind(tenant.Key).Bind((long)query.Count).Bind((long)query.StartIndex - 1);
            while (_ids.Step())
            {
                ids.Add(_ids.Id(0));
            }
        }

        return total;
    }
}
