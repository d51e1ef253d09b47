using Scim.Grains.Interfaces.Environments;
using Scim.Protocol.Deviations;

namespace Scim.Api.Administration;

/// <summary><c>POST …/tokens</c>: the answer alone has the secret (rule S3).</summary>
internal sealed class CreateToken(IGrainFactory grains)
{
    public async Task Handle(HttpContext context)
    {
        var request = await AdministrationRequest.Read(context.Request, AdministrationJson.Default.TokenRequest);
        var draft = new TokenDraft(request.Tenant, request.Description ?? "", request.ExpiresAt)
        {
            Profile = IdpProfiles.Write(request.Idp, request.Deviations),
            UserId = request.User,
        };
        await AdministrationRequest.InEnvironment(context, grains, async (_, environment) =>
        {
            var outcome = await environment.CreateToken(draft);
            await AdministrationRequest.Created(
                context, outcome, issued => issued.Token.Id.ToString(), TokenResponse.Of, AdministrationJson.Default.TokenResponse);
        });
    }
}
