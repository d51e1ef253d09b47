using Scim.Api.Access;
using Scim.Api.Hosting;
using Scim.Api.Http;
using Scim.Api.Telemetry;
using Scim.Protocol.Bulk;
using Scim.Protocol.Json;

namespace Scim.Api.Bulk;

/// <summary><c>POST /Bulk</c> (RFC 7644 §3.7). Planned and run here, in the process that has the request (docs/decisions/0014-bulk.md).</summary>
internal sealed class RunBulk(BulkCalls calls, RequestRates rates, ApiMetrics metrics, ILogger<RunBulk> logger, Standstill? standstill)
{
    public async Task Handle(HttpContext context)
    {
        var body = await RequestBody.Read(context.Request, RequestBody.BulkLimit);
        using var json = JsonBody.Parse(body);
        var request = BulkRequest.Parse(json.RootElement, context.Scope().Profile);

        // One has been counted when the token was looked at.
        if (rates.SecondsToWaitForMore(context.Scope().TokenId, request.Operations.Length - 1) is { } seconds)
        {
            await RequestRates.Refuse(context, seconds);
            return;
        }

        var results = await new BulkRun(BulkPlan.Of(request), calls, context, logger, standstill).Run(request.FailOnErrors);
        metrics.Bulk(results);
        using var answer = new PooledBuffer(1024 + (results.Count * 256));
        BulkResponseWriter.Write(answer, results);
        await Answer.Write(context, StatusCodes.Status200OK, Answer.ScimMediaType, answer);
    }
}
