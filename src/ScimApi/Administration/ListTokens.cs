namespace Scim.Api.Administration;

/// <summary><c>GET …/tokens</c>: never a secret.</summary>
internal sealed class ListTokens(IGrainFactory grains)
{
    public Task Handle(HttpContext context) => AdministrationRequest.InEnvironment(context, grains, async (_, environment) =>
    {
        var window = PageWindow.Read(context.Request);
        var outcome = await environment.ListTokens(window.Offset, window.Limit);
        await AdministrationRequest.Ok(
            context, outcome, page => ListOf<TokenResponse>.Of(page, window, TokenResponse.Of), AdministrationJson.Default.ListOfTokenResponse);
    });
}
