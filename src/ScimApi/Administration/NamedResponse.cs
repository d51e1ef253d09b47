using Scim.Grains.Interfaces.Environments;

namespace Scim.Api.Administration;

/// <summary>A project, an environment or a tenant.</summary>
internal sealed record NamedResponse(Guid Id, string Key, string Name, DateTimeOffset CreatedAt)
{
    public static NamedResponse Of(NamedResource resource) => new(resource.Id, resource.Key, resource.Name, resource.Created);
}
