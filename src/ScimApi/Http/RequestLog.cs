namespace Scim.Api.Http;

/// <summary>One line for each request: where it went, how it ended, who asked. Never a body, a path, a query value, a header or a secret.</summary>
internal static partial class RequestLog
{
    /// <summary>The key in <see cref="HttpContext.Items"/> under which the refusal's id waits for the log, the metrics and the trace.</summary>
    public static readonly object RefusalItem = new();

    [LoggerMessage(
        1, LogLevel.Information,
        "{Method} {Route} {Status} in {Milliseconds} ms, operation {Operation}, refusal {Refusal}, tenant {Tenant}, environment {Environment}, token {TokenId}, request {RequestId}, trace {TraceId}")]
    public static partial void Request(
        this ILogger logger, string method, string route, int status, double milliseconds, string operation, string? refusal, string? tenant, Guid? environment,
        Guid? tokenId, string requestId, string? traceId);

    [LoggerMessage(
        2, LogLevel.Error,
        "Request {RequestId} failed: {Method} {Route}, tenant {Tenant}, environment {Environment}, token {TokenId}, trace {TraceId}")]
    public static partial void Failed(
        this ILogger logger, Exception fault, string requestId, string method, string route, string? tenant, Guid? environment, Guid? tokenId, string? traceId);

    [LoggerMessage(
        3, LogLevel.Warning,
        "Request {RequestId} could not be served now: {Method} {Route}: {Reason}, tenant {Tenant}, environment {Environment}, token {TokenId}, trace {TraceId}")]
    public static partial void Unavailable(
        this ILogger logger, string requestId, string method, string route, string reason, string? tenant, Guid? environment, Guid? tokenId, string? traceId);
}
