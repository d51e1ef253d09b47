using System.Diagnostics;
using Scim.Api.Access;

namespace Scim.Api.Telemetry;

/// <summary>
/// Says on the server's span of a request what the request's log line says: names of the service's own, the tenant and ids. The URL is left out, since a path or a
/// query may hold what a person typed. (OpenTelemetry's semantic conventions where they have a name for it.)
/// </summary>
internal static class RequestSpan
{
    /// <summary>The request's span if somebody records it.</summary>
    public static Activity? Wanted() => Activity.Current is { IsAllDataRequested: true } span && span.Source.HasListeners() ? span : null;

    public static void Describe(Activity span, HttpContext context, string operation, string route, string? refusal, ScimScope? scope)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<AccessMetadata>()?.Requirement == AccessRequirement.Open)
        {
            // A probe every few seconds tells nothing.
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            span.IsAllDataRequested = false;
            return;
        }

        var status = context.Response.StatusCode;
        span.DisplayName = operation;
        span.SetTag("http.request.method", context.Request.Method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        span.SetTag("scim.request_id", context.TraceIdentifier);
        if (refusal is not null)
        {
            span.SetTag("scim.refusal", refusal);
        }

        if (scope is not null)
        {
            span.SetTag("scim.tenant", scope.Tenant.Key);
            span.SetTag("scim.environment", scope.Tenant.Environment.Id.ToString());
            span.SetTag("scim.token_id", scope.TokenId.ToString());
        }

        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
