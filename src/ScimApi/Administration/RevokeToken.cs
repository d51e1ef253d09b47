using Scim.Api.Http;

namespace Scim.Api.Administration;

/// <summary><c>DELETE …/tokens/{id}</c>: holds in the whole cluster within a second (rule S3).</summary>
internal sealed class RevokeToken(IGrainFactory grains)
{
    public Task Handle(HttpContext context) => AdministrationRequest.InEnvironment(context, grains, async (_, environment) =>
        await Answer.WriteDone(context, await environment.RevokeToken(context.Id())));
}
