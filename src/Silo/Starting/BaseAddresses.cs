namespace Scim.Silo.Starting;

/// <summary>The two base URLs of the first environment (rules A1, A2).</summary>
/// <param name="Legacy">Assignments land in tenant <c>default</c>.</param>
/// <param name="Tenant">Of tenant <c>default</c>; another tenant's key goes in its place.</param>
internal sealed record BaseAddresses(string Legacy, string Tenant)
{
    private const string Environment = "/scim/v2/default/dev";

    /// <param name="publicUrl">What clients call the service, or null.</param>
    /// <param name="listening">The first address that the server listens on.</param>
    public static BaseAddresses Of(string? publicUrl, string listening)
    {
        var origin = (publicUrl ?? Reachable(listening)).TrimEnd('/');
        return new BaseAddresses(origin + Environment, $"{origin}{Environment}/v2/default");
    }

    // Nobody can call "any address"; on this machine it is localhost.
    private static string Reachable(string listening) =>
        listening.Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).Replace("://[::]", "://localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal);
}
