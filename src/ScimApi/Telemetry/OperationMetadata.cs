namespace Scim.Api.Telemetry;

/// <summary>An endpoint's name in metrics, traces and logs, e.g. <c>users.patch</c>: part of what dashboards and alerts rely on, like a URL.</summary>
public sealed record OperationMetadata(string Name)
{
    /// <summary>Of a request that no endpoint took.</summary>
    public const string None = "none";

    /// <summary>Of a URL that does not know the method.</summary>
    public const string MethodNotAllowed = "method-not-allowed";

    public static string Of(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<OperationMetadata>()?.Name ?? None;
}
