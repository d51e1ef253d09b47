using System.Globalization;
using Scim.Api.Configuration;

namespace Scim.Api.Access;

/// <summary>How many requests one SCIM token may make on this node (docs/guarantees.md).</summary>
/// <param name="PerSecond">In the long run, <c>RequestRate:PerSecond</c>; 0: as many as it likes.</param>
/// <param name="Burst">At once, after a quiet time, <c>RequestRate:Burst</c>.</param>
internal sealed record RequestRateOptions(double PerSecond, int Burst)
{
    private const string PerSecondKey = "RequestRate:PerSecond";
    private const string BurstKey = "RequestRate:Burst";
    private const double Least = 0.001;
    private const int Most = 1_000_000;
    private const int BurstOfSeconds = 4;

    /// <exception cref="RefusedConfigurationException">A value is not a rate, or not a number of requests.</exception>
    public static RequestRateOptions Of(IConfiguration configuration)
    {
        var perSecond = 0d;
        if (configuration[PerSecondKey] is { Length: > 0 } rate
            && !(double.TryParse(rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out perSecond) && perSecond is 0 or >= Least and <= Most))
        {
            throw new RefusedConfigurationException($"{PerSecondKey} is '{rate}'; it must be a number of requests, {Least} to {Most}, or 0 for no limit.");
        }

        var burst = (int)Math.Clamp(BurstOfSeconds * perSecond, 1, Most);
        return configuration[BurstKey] is { Length: > 0 } most
            && !(int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out burst) && burst is >= 1 and <= Most)
            ? throw new RefusedConfigurationException($"{BurstKey} is '{most}'; it must be a number of requests, 1 to {Most}.")
            : new RequestRateOptions(perSecond, burst);
    }
}
