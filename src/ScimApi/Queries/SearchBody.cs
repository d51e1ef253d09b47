using Scim.Api.Http;
using Scim.Protocol.Json;
using Scim.Protocol.Messages;

namespace Scim.Api.Queries;

/// <summary>Reads a query sent by POST (RFC 7644 §3.4.3).</summary>
internal static class SearchBody
{
    public static async ValueTask<QueryParameters> Read(HttpRequest request)
    {
        using var body = JsonBody.Parse(await RequestBody.Read(request, RequestBody.Limit));
        return QueryParameters.Of(SearchRequest.Parse(body.RootElement, request.HttpContext.Scope().Profile));
    }
}
