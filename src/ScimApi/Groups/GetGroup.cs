using Scim.Api.Http;
using Scim.Api.Schemas;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Groups;

/// <summary><c>GET /Groups/{id}</c> (RFC 7644 §3.4.1). Members that the client does not want are not read.</summary>
internal sealed class GetGroup(IGrainFactory grains, SchemaViews schemas)
{
    public async Task Handle(HttpContext context)
    {
        var group = new GroupKey(context.Scope().Tenant, context.Id());
        var wanted = await schemas.WantedOfGroups(context);
        var outcome = await GroupAnswer.Read(grains, group, wanted);
        await GroupAnswer.WriteRead(context, outcome, wanted);
    }
}
