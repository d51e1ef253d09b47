using System.Diagnostics.CodeAnalysis;
using Scim.Api.Access;
using Scim.Protocol.Errors;

namespace Scim.Api.Http;

/// <summary>What endpoints read from a request.</summary>
internal static class ScimRequest
{
    /// <summary>The scope that <see cref="AccessMiddleware"/> has decided.</summary>
    public static ScimScope Scope(this HttpContext context) =>
        context.Features.Get<ScimScope>() ?? throw new InvalidOperationException("The endpoint is not behind a SCIM token.");

    /// <summary>The id in the path. What is not a UUID is no resource's id (RFC 7644 §3.12).</summary>
    /// <exception cref="ScimException"><see cref="Refusals.UnknownResource"/>.</exception>
    public static Guid Id(this HttpContext context)
    {
        var text = (string?)context.Request.RouteValues[Addresses.Id];
        return Guid.TryParseExact(text, "D", out var id) ? id : ThrowUnknown();
    }

    [DoesNotReturn]
    private static Guid ThrowUnknown() => throw new ScimException(Refusals.UnknownResource, "There is no resource of this id.");
}
