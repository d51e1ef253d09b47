using Scim.Grains.Interfaces.Results;
using Scim.Grains.Storage;

namespace Scim.Grains.Environments;

/// <summary>Pages as they travel.</summary>
internal static class StorePages
{
    public static Page<T> ToPage<T>(this StorePage<T> page) => new(page.Total, page.Items);
}
