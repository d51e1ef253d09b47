using System.Diagnostics;
using Scim.Api.Access;
using Scim.Api.Errors;
using Scim.Api.Hosting;
using Scim.Api.Telemetry;
using Scim.Protocol.Errors;

namespace Scim.Api.Http;

/// <summary>The outermost step: whatever happens inside becomes one answer and, where wanted, one line in the log, one measurement and one span.</summary>
internal sealed class RequestBoundary(
    RequestDelegate next, ApiMetrics metrics, ILogger<RequestBoundary> logger, TimeProvider time, IHostApplicationLifetime lifetime, Standstill? standstill = null)
{
    private readonly CancellationToken _stopping = lifetime.ApplicationStopping;

    public async Task InvokeAsync(HttpContext context)
    {
        var logged = logger.IsEnabled(LogLevel.Information);
        var timed = logged || metrics.Enabled;
        var start = timed ? time.GetTimestamp() : 0;
        var span = RequestSpan.Wanted();
        var aborted = false;
        if (_stopping.IsCancellationRequested)
        {
            // The client's next request goes to another node, instead of into a connection that is about to be closed.
            context.Response.Headers.Connection = "close";
        }

        try
        {
            if (standstill is { IsRecent: true } && IsChange(context.Request.Method))
            {
                throw new ScimException(Refusals.Unavailable, "This node stood still and cannot tell how old the request is; nothing was changed. Repeat the request.");
            }

            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
            aborted = true;
        }
        catch (Exception fault)
        {
            var error = Faults.ToError(fault, context);
            Report(context, fault, error.Refusal.Status);
            await ErrorAnswer.Write(context, error);
        }

        if (timed || span is not null)
        {
            Tell(context, logged, timed ? time.GetElapsedTime(start) : default, span, aborted);
        }
    }

    private void Tell(HttpContext context, bool logged, TimeSpan elapsed, Activity? span, bool aborted)
    {
        var operation = OperationMetadata.Of(context.GetEndpoint());
        var refusal = context.Items.TryGetValue(RequestLog.RefusalItem, out var id) ? (string?)id : null;
        var status = context.Response.StatusCode;
        if (metrics.Enabled)
        {
            metrics.Request(operation, status, aborted, refusal, elapsed);
        }

        var scope = context.Features.Get<ScimScope>();
        if (logged)
        {
            logger.Request(
                context.Request.Method, Route(context), status, elapsed.TotalMilliseconds, operation, refusal,
                scope?.Tenant.Key, scope?.Tenant.Environment.Id, scope?.TokenId, context.TraceIdentifier, TraceId());
        }

        if (span is not null)
        {
            RequestSpan.Describe(span, context, operation, Route(context), refusal, scope);
        }
    }

    private void Report(HttpContext context, Exception fault, int status)
    {
        if (status < StatusCodes.Status500InternalServerError)
        {
            return;
        }

        var scope = context.Features.Get<ScimScope>();
        var (method, route, tenant, environment) = (context.Request.Method, Route(context), scope?.Tenant.Key, scope?.Tenant.Environment.Id);
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            logger.Unavailable(context.TraceIdentifier, method, route, fault.GetType().Name, tenant, environment, scope?.TokenId, TraceId());
        }
        else
        {
            logger.Failed(fault, context.TraceIdentifier, method, route, tenant, environment, scope?.TokenId, TraceId());
        }
    }

    private static bool IsChange(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);

    // As W3C Trace Context writes it: what a caller sent in `traceparent`, or the server's own.
    private static string? TraceId() => Activity.Current?.TraceId.ToHexString();

    // The template, not the path: a path may hold what a person typed.
    private static string Route(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
}
