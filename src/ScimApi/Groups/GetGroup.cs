using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;

namespace Scim.Api.Groups;

/// <summary><c>GET /Groups/{id}</c> (RFC 7644 §3.4.1). Members that the client does not want are not read.</summary>
internal sealed class GetGroup(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var group = new GroupKey(context.Scope().Tenant, context.Id());
        var selection = GroupAnswer.Selection(context.Request);
        var outcome = await GroupAnswer.Read(grains, group, selection);
        await GroupAnswer.WriteRead(context, outcome, selection);
    }
}
