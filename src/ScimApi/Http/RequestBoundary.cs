using Scim.Api.Access;
using Scim.Api.Errors;

namespace Scim.Api.Http;

/// <summary>The outermost step: whatever happens inside becomes one answer and, where enabled, one line in the log.</summary>
internal sealed class RequestBoundary(RequestDelegate next, ILogger<RequestBoundary> logger, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var logged = logger.IsEnabled(LogLevel.Information);
        var start = logged ? time.GetTimestamp() : 0;
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (Exception fault)
        {
            var error = Faults.ToError(fault, context);
            Report(context, fault, error.Refusal.Status);
            await ErrorAnswer.Write(context, error);
        }

        if (logged)
        {
            var scope = context.Features.Get<ScimScope>();
            logger.Request(
                context.Request.Method, Route(context), context.Response.StatusCode, time.GetElapsedTime(start).TotalMilliseconds,
                context.Items.TryGetValue(RequestLog.RefusalItem, out var refusal) ? (string?)refusal : null,
                scope?.Tenant.Key, scope?.Tenant.Environment.Id, scope?.TokenId, context.TraceIdentifier);
        }
    }

    private void Report(HttpContext context, Exception fault, int status)
    {
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            logger.Unavailable(context.TraceIdentifier, context.Request.Method, Route(context), fault.GetType().Name);
        }
        else if (status >= StatusCodes.Status500InternalServerError)
        {
            logger.Failed(fault, context.TraceIdentifier, context.Request.Method, Route(context));
        }
    }

    // The template, not the path: a path may hold what a person typed.
    private static string Route(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
}
