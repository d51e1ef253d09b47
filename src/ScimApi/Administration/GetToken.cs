using Scim.Api.Http;

namespace Scim.Api.Administration;

/// <summary><c>GET …/tokens/{id}</c>: never the secret.</summary>
internal sealed class GetToken(IGrainFactory grains)
{
    public Task Handle(HttpContext context) => AdministrationRequest.InEnvironment(context, grains, async (_, environment) =>
    {
        var outcome = await environment.GetToken(context.Id());
        await AdministrationRequest.Ok(context, outcome, TokenResponse.Of, AdministrationJson.Default.TokenResponse);
    });
}
