using System.Globalization;
using System.Net;
using Scim.Api.Configuration;

namespace Scim.Api.Hosting;

/// <summary>Reads single values of the configuration; a value that is none is refused with its key.</summary>
internal sealed class Settings(IConfiguration configuration)
{
    private const int LastPort = 65535;

    /// <summary>Null when absent or empty.</summary>
    public string? Text(string key) => configuration[key] is { Length: > 0 } text ? text : null;

    /// <summary>One of an enumeration's names, in any case; its first value when absent.</summary>
    public T OneOf<T>(string key)
        where T : struct, Enum => Text(key) is not { } text ? default
        : Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(text, ignoreCase: true)
        : throw Refuse(key, text, $"one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");

    /// <param name="key">Where to look.</param>
    /// <param name="least">The least that makes sense.</param>
    public int? Number(string key, int least) => Text(key) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number
        : throw Refuse(key, text, $"a number of at least {least}");

    public int Port(string key, int otherwise, bool canBeOff = false) => Text(key) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port >= (canBeOff ? 0 : 1) && port <= LastPort ? port
        : throw Refuse(key, text, canBeOff ? $"a port (1 to {LastPort}), or 0 for none" : $"a port (1 to {LastPort})");

    public IPAddress? Address(string key) => Text(key) is not { } text ? null
        : IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) ? address
        : throw Refuse(key, text, "an IP address that other nodes can reach");

    /// <summary>Seconds as a number (<c>5</c>, <c>0.5</c>, also <c>5s</c>), milliseconds (<c>500ms</c>), or <c>hh:mm:ss</c>.</summary>
    public TimeSpan? Duration(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        var (digits, unit) = text.EndsWith("ms", StringComparison.OrdinalIgnoreCase) ? (text[..^2], TimeSpan.FromMilliseconds(1))
            : text.EndsWith('s') ? (text[..^1], TimeSpan.FromSeconds(1))
            : (text, TimeSpan.FromSeconds(1));
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= TimeSpan.FromDays(1) / unit ? unit * number
            : TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero ? span
            : throw Refuse(key, text, "a duration: seconds, or hh:mm:ss");
    }

    private static RefusedConfigurationException Refuse(string key, string text, string expected) => new($"{key} is '{text}': it must be {expected}.");
}
