using System.Text.Json;
using Scim.Grains.Interfaces.Environments;

namespace Scim.Api.Administration;

/// <summary>One entry of the provisioning log.</summary>
/// <param name="Position">From 1, in commit order, without gaps.</param>
/// <param name="Time">When it was committed.</param>
/// <param name="Tenant">The tenant through which the change came; absent for administration.</param>
/// <param name="TokenId">The token that made the change.</param>
/// <param name="Kind">For example <c>user.created</c>.</param>
/// <param name="ResourceId">Of the user, group, token …</param>
/// <param name="Version">Of the resource after the change.</param>
/// <param name="Detail">More about the change, where the kind does not say all.</param>
internal sealed record EventResponse(
    long Position, DateTimeOffset Time, string? Tenant, Guid? TokenId, string Kind, Guid ResourceId, long Version, JsonElement? Detail)
{
    public static EventResponse Of(DirectoryEvent entry) => new(
        entry.Position, entry.Time, entry.Tenant, entry.TokenId, entry.Kind, entry.ResourceId, entry.Version,
        entry.Detail is null ? null : JsonElement.Parse(entry.Detail));
}
