using Scim.Api.Configuration;

namespace Scim.Api.Hosting;

/// <summary>How a node stops. Keys <c>Drain:*</c>.</summary>
/// <param name="Delay">For so long requests are still served after the signal, while readiness is off: load balancers need a moment to notice.</param>
/// <param name="Timeout">The whole stop may take so long, the delay included; then what is left is cut off.</param>
internal sealed record DrainSettings(TimeSpan Delay, TimeSpan Timeout)
{
    /// <summary>Where others may take over: load balancers ask every few seconds.</summary>
    public static readonly TimeSpan SharedDelay = TimeSpan.FromSeconds(5);

    public static DrainSettings Of(Settings settings, TimeSpan usualDelay)
    {
        var delay = settings.Duration("Drain:Delay") ?? usualDelay;
        var timeout = settings.Duration("Drain:Timeout") ?? TimeSpan.FromSeconds(25);
        return delay < timeout
            ? new DrainSettings(delay, timeout)
            : throw new RefusedConfigurationException($"Drain:Delay ({delay}) must be shorter than Drain:Timeout ({timeout}), which is for the whole stop.");
    }
}
