using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Errors;

namespace Scim.Grains.Queries;

/// <summary>
/// Pages of a query by cursor (RFC 9865 §2). One resource more than the page has is read, which tells whether another page follows: a next cursor always leads to
/// resources, and the first page, however it was reached, has no previous one.
/// </summary>
internal sealed class CursorPages(CursorSeal seal)
{
    /// <param name="scope">What the query's cursors are good for.</param>
    /// <param name="request">With a cursor, or an empty one.</param>
    /// <param name="read">Reads a part of the list.</param>
    /// <exception cref="ScimException"><see cref="Refusals.CursorInvalid"/>, <see cref="Refusals.CursorExpired"/> or <see cref="Refusals.CountInvalid"/>.</exception>
    public async ValueTask<Page<T>> Read<T>(CursorScope scope, ListRequest request, Func<PageWindow, ValueTask<PagePart<T>>> read)
    {
        var cursor = request.Cursor!.Length == 0 ? null : await seal.Open(scope, request.Cursor);
        if (cursor is not null && cursor.Count != request.Count)
        {
            throw new ScimException(Refusals.CountInvalid, $"'count' was {cursor.Count} when this cursor was given out, and stays so.");
        }

        var part = await read(new PageWindow(request.Count == 0 ? 0 : request.Count + 1, cursor?.From, cursor is { Backward: true }));
        var backward = cursor is { Backward: true };
        var more = part.Items.Length > request.Count;
        var skip = more && backward ? 1 : 0;
        var length = Math.Min(part.Items.Length, request.Count);
        if (length == 0)
        {
            return new Page<T>(part.Total, []);
        }

        return new Page<T>(part.Total, part.Items.Slice(skip, length))
        {
            NextCursor = more || backward ? await seal.Close(scope, new Cursor(part.Places[skip + length - 1], false, request.Count)) : null,
            PreviousCursor = backward ? (more ? await Previous() : null) : cursor is null ? null : await Previous(),
        };

        ValueTask<string> Previous() => seal.Close(scope, new Cursor(part.Places[skip], true, request.Count));
    }
}
