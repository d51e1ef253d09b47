namespace Scim.Protocol.Bulk;

/// <summary>What the <c>path</c> of an operation names: a collection, or a resource in it.</summary>
/// <param name="IsGroup">Groups, else Users.</param>
/// <param name="Id">The resource's id as sent; null for the collection, and for a reference.</param>
/// <param name="Reference">The bulkId of the resource, of a path such as <c>/Users/bulkId:abc</c>.</param>
public sealed record BulkTarget(bool IsGroup, string? Id, string? Reference)
{
    private const string Users = "Users";
    private const string Groups = "Groups";

    public bool IsCollection => Id is null && Reference is null;

    /// <summary>Reads a path. As in a URL, the letter case of the collection does not count, and a slash at the end of it neither.</summary>
    /// <returns>Null when there is no such endpoint.</returns>
    public static BulkTarget? Read(string path)
    {
        var rest = path.AsSpan();
        if (rest.StartsWith('/'))
        {
            rest = rest[1..];
        }

        // An id is what follows the first slash: a bulkId may hold more of them.
        var slash = rest.IndexOf('/');
        var collection = slash < 0 ? rest : rest[..slash];
        var id = slash < 0 ? [] : rest[(slash + 1)..];
        var isGroup = collection.Equals(Groups, StringComparison.OrdinalIgnoreCase);
        return !isGroup && !collection.Equals(Users, StringComparison.OrdinalIgnoreCase) ? null
            : id.IsEmpty ? new BulkTarget(isGroup, null, null)
            : BulkReferences.Of(id.ToString()) is { } reference ? new BulkTarget(isGroup, null, reference)
            : id.ContainsAny('/', '?') ? null
            : new BulkTarget(isGroup, id.ToString(), null);
    }
}
