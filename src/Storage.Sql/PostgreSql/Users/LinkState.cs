using Scim.Grains.Storage.Rows;

namespace Scim.Storage.Sql.PostgreSql.Users;

/// <summary>A link's row. <paramref name="Modified"/> in ticks.</summary>
internal sealed record LinkState(string? ExternalId, long Version, long Modified)
{
    public LinkRow ToRow() => new(ExternalId, Version, new DateTimeOffset(Modified, TimeSpan.Zero));
}
