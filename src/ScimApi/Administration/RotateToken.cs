using Scim.Api.Http;

namespace Scim.Api.Administration;

/// <summary><c>POST …/tokens/{id}/rotate</c>: a successor of the same scope, while the old one works on for the overlap.</summary>
internal sealed class RotateToken(IGrainFactory grains)
{
    private static readonly RotateRequest AtOnce = new(TimeSpan.Zero);

    public async Task Handle(HttpContext context)
    {
        var request = context.Request is { ContentLength: null or 0, ContentType: null } ? AtOnce
            : await AdministrationRequest.Read(context.Request, AdministrationJson.Default.RotateRequest);
        await AdministrationRequest.InEnvironment(context, grains, async (_, environment) =>
        {
            var outcome = await environment.RotateToken(context.Id(), request.Overlap);
            await AdministrationRequest.Created(
                context, outcome, issued => issued.Token.Id.ToString(), TokenResponse.Of, AdministrationJson.Default.TokenResponse, Tokens(context));
        });
    }

    private static PathString Tokens(HttpContext context) =>
        $"{Addresses.AdministrationBase}/projects/{context.Route(Addresses.Project)}/environments/{context.Route(Addresses.Environment)}/tokens";
}
