using Scim.Api.Access;
using Scim.Api.Errors;
using Scim.Api.Telemetry;
using Scim.Protocol.Errors;

namespace Scim.Api.Http;

/// <summary>Maps the methods of one URL, and for all other methods of it a 405 that needs the same access: nothing about a URL is told to strangers.</summary>
internal static class ScimRoutes
{
    /// <param name="routes">A group whose endpoints need <paramref name="access"/>.</param>
    /// <param name="pattern">Relative to the group.</param>
    /// <param name="access">Who may call.</param>
    /// <param name="handlers">The operation's name and its handler for each method; HEAD goes where GET goes (RFC 9110 §9.1).</param>
    public static void MapUrl(
        this IEndpointRouteBuilder routes, string pattern, AccessRequirement access, params ReadOnlySpan<(string Method, string Operation, RequestDelegate Handler)> handlers) =>
        routes.MapUrl(pattern, new AccessMetadata(access), handlers);

    /// <inheritdoc cref="MapUrl(IEndpointRouteBuilder, string, AccessRequirement, ReadOnlySpan{ValueTuple{string, string, RequestDelegate}})"/>
    /// <param name="metadata">Who may call.</param>
    public static void MapUrl(
        this IEndpointRouteBuilder routes, string pattern, AccessMetadata metadata, params ReadOnlySpan<(string Method, string Operation, RequestDelegate Handler)> handlers)
    {
        var allow = new List<string>();
        foreach (var (method, operation, handler) in handlers)
        {
            string[] methods = method == HttpMethods.Get ? [HttpMethods.Get, HttpMethods.Head] : [method];
            allow.AddRange(methods);
            routes.MapMethods(pattern, methods, handler).WithMetadata(metadata, new OperationMetadata(operation));
        }

        var allowed = string.Join(", ", allow);
        routes.Map(pattern, context => MethodNotAllowed(context, allowed)).WithMetadata(metadata, new OperationMetadata(OperationMetadata.MethodNotAllowed));
    }

    private static Task MethodNotAllowed(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return ErrorAnswer.Write(context, new ScimError(Refusals.MethodNotAllowed, $"This URL knows {allowed}."));
    }
}
