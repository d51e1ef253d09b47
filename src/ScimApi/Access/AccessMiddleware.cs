using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Api.Management;
using Scim.Api.Telemetry;
using Scim.Grains.Interfaces.Keys;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;

namespace Scim.Api.Access;

/// <summary>
/// Listener, then token, then scope, then rate, on the endpoint that routing has matched and the values it has read from the path: there is no second reading of the path that
/// could differ. An endpoint that declares nothing is denied.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, TokenChecks checks, RequestRates rates, BaseUrls baseUrls, Listeners listeners, ApiMetrics metrics)
{
    private const string Bearer = "Bearer";
    private const string Basic = "Basic realm=\"administration\", charset=\"UTF-8\"";

    public Task InvokeAsync(HttpContext context)
    {
        var access = context.GetEndpoint()?.Metadata.GetMetadata<AccessMetadata>();
        return context.GetEndpoint() is null || !listeners.Serves(access, context.Connection)
            ? ErrorAnswer.Write(context, new ScimError(Refusals.UnknownAddress, "No endpoint has this URL."))
            : access?.Requirement switch
            {
                AccessRequirement.ScimToken => WithScimToken(context, access.ForUsers),
                AccessRequirement.Administrator => WithAdministratorKey(context, inBrowser: false),
                AccessRequirement.AdministratorInBrowser => WithAdministratorKey(context, inBrowser: true),
                AccessRequirement.Open => next(context),
                _ => ErrorAnswer.Write(context, new ScimError(Refusals.AccessUndeclared, "This endpoint declares no access rule.")),
            };
    }

    private async Task WithScimToken(HttpContext context, bool forUsers)
    {
        var decision = TokenHash.TryRead(context.Request.Headers.Authorization, out var hash) ? await checks.Authenticate(hash) : null;
        if (decision?.Grant is not { } grant)
        {
            metrics.TokenRejected(decision?.Rejection);
            await Challenge(context, Bearer, "A SCIM request needs 'Authorization: Bearer' with a token that is known, not expired and not revoked.");
            return;
        }

        var values = context.Request.RouteValues;
        var project = (string)values[Addresses.Project]!;
        var environment = (string)values[Addresses.Environment]!;
        var tenant = (string?)values[Addresses.Tenant];
        if (!ScopeRules.Covers(grant, project, environment, tenant ?? ScopeRules.DefaultTenant))
        {
            metrics.TokenOutOfScope();
            await ErrorAnswer.Write(context, new ScimError(Refusals.OutOfScope, "The token does not belong to the environment or tenant of this URL."));
            return;
        }

        if (grant.UserId is not null && !forUsers)
        {
            metrics.TokenOutOfScope();
            await ErrorAnswer.Write(context, new ScimError(Refusals.OutOfScope, "The token stands for a user, who has '/Me' and the discovery endpoints alone."));
            return;
        }

        if (rates.SecondsToWait(grant.TokenId) is { } seconds)
        {
            await RequestRates.Refuse(context, seconds);
            return;
        }

        var scope = new ScimScope(
            new TenantKey(grant.Environment, tenant ?? ScopeRules.DefaultTenant), grant, IdpProfiles.Of(grant.Profile), baseUrls.Of(context.Request, project, environment, tenant));
        context.Features.Set(scope);
        await next(context);
    }

    private async Task WithAdministratorKey(HttpContext context, bool inBrowser)
    {
        var authorization = context.Request.Headers.Authorization;
        var sent = TokenHash.TryRead(authorization, out var hash) || (inBrowser && TokenHash.TryReadPassword(authorization, out hash));
        if (!sent || !await checks.IsAdministrator(hash))
        {
            metrics.AdministratorKeyRejected(sent);
            await (inBrowser
                ? Challenge(context, Basic, "This page needs an administrator key: as the password, with any name.")
                : Challenge(context, Bearer, "Administration needs 'Authorization: Bearer' with an administrator key; a SCIM token is not one."));
            return;
        }

        await next(context);
    }

    private static Task Challenge(HttpContext context, string challenge, string detail)
    {
        context.Response.Headers.WWWAuthenticate = challenge;
        return ErrorAnswer.Write(context, new ScimError(Refusals.Unauthenticated, detail));
    }
}
