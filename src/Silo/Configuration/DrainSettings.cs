namespace Scim.Silo.Configuration;

/// <summary>How a node stops. Keys <c>Drain:*</c>.</summary>
/// <param name="Delay">For so long requests are still served after the signal, while readiness is off: load balancers need a moment to notice.</param>
/// <param name="Timeout">The whole stop may take so long, the delay included; then what is left is cut off.</param>
internal sealed record DrainSettings(TimeSpan Delay, TimeSpan Timeout)
{
    public static DrainSettings Of(Settings settings, NodeMode mode)
    {
        var delay = settings.Duration("Drain:Delay") ?? (mode == NodeMode.Embedded ? TimeSpan.Zero : TimeSpan.FromSeconds(5));
        var timeout = settings.Duration("Drain:Timeout") ?? TimeSpan.FromSeconds(25);
        return delay < timeout
            ? new DrainSettings(delay, timeout)
            : throw new RefusedConfigurationException($"Drain:Delay ({delay}) must be shorter than Drain:Timeout ({timeout}), which is for the whole stop.");
    }
}
