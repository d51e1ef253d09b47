using Scim.Api.Errors;
using Scim.Api.Management;
using Scim.Protocol.Errors;

namespace Scim.Api.Hosting;

/// <summary>While no silo is reached every request but those for health, and those of the management listener, is answered at once: it may be repeated.</summary>
internal sealed class ClusterGate(RequestDelegate next, ClusterConnection connection, ManagementOptions management)
{
    public Task InvokeAsync(HttpContext context) => connection.IsConnected || context.Connection.LocalPort == management.Port
        || context.Request.Path.StartsWithSegments(ScimApiExtensions.HealthPath, StringComparison.Ordinal)
        ? next(context)
        : ErrorAnswer.Write(context, new ScimError(Refusals.Unavailable, "The service is not connected to its cluster now; repeat the request in a moment."));
}
