using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;
using Scim.Protocol.Errors;

namespace Scim.Api.Access;

/// <summary>
/// Token, then scope, on the endpoint that routing has matched and the values it has read from the path: there is no second reading of the path that could
/// differ. An endpoint that declares nothing is denied.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, TokenChecks checks, BaseUrls baseUrls)
{
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        return endpoint is null
            ? ErrorAnswer.Write(context, new ScimError(Refusals.UnknownAddress, "No endpoint has this URL."))
            : endpoint.Metadata.GetMetadata<AccessMetadata>()?.Requirement switch
            {
                AccessRequirement.ScimToken => WithScimToken(context),
                AccessRequirement.Administrator => WithAdministratorKey(context),
                AccessRequirement.Open => next(context),
                _ => ErrorAnswer.Write(context, new ScimError(Refusals.AccessUndeclared, "This endpoint declares no access rule.")),
            };
    }

    private async Task WithScimToken(HttpContext context)
    {
        var grant = TokenHash.TryRead(context.Request.Headers.Authorization, out var hash) ? await checks.Authenticate(hash) : null;
        if (grant is null)
        {
            await Challenge(context, "A SCIM request needs 'Authorization: Bearer' with a token that is known, not expired and not revoked.");
            return;
        }

        var values = context.Request.RouteValues;
        var project = (string)values[Addresses.Project]!;
        var environment = (string)values[Addresses.Environment]!;
        var tenant = (string?)values[Addresses.Tenant];
        if (!ScopeRules.Covers(grant, project, environment, tenant ?? ScopeRules.DefaultTenant))
        {
            await ErrorAnswer.Write(context, new ScimError(Refusals.OutOfScope, "The token does not belong to the environment or tenant of this URL."));
            return;
        }

        var scope = new ScimScope(
            new TenantKey(grant.Environment, tenant ?? ScopeRules.DefaultTenant), grant.TokenId, baseUrls.Of(context.Request, project, environment, tenant));
        context.Features.Set(scope);
        await next(context);
    }

    private async Task WithAdministratorKey(HttpContext context)
    {
        if (!TokenHash.TryRead(context.Request.Headers.Authorization, out var hash) || !await checks.IsAdministrator(hash))
        {
            await Challenge(context, "Administration needs 'Authorization: Bearer' with an administrator key; a SCIM token is not one.");
            return;
        }

        await next(context);
    }

    private static Task Challenge(HttpContext context, string detail)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ErrorAnswer.Write(context, new ScimError(Refusals.Unauthenticated, detail));
    }
}
