using Scim.Api.Http;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Messages;

namespace Scim.Api.Queries;

/// <summary>The head of a ListResponse: with an index, or with cursors where the query has one (RFC 9865 §2).</summary>
internal static class ListAnswer
{
    public static ListResponseWriter Begin<T>(PooledBuffer body, Page<T> page, QueryParameters query)
    {
        var list = new ListResponseWriter(body);
        if (query.Cursor is null)
        {
            list.Begin(page.TotalResults, query.StartIndex, page.Items.Length);
        }
        else
        {
            list.Begin(page.TotalResults, page.Items.Length, page.NextCursor, page.PreviousCursor);
        }

        return list;
    }
}
