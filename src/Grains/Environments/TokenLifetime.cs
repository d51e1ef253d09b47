namespace Scim.Grains.Environments;

/// <summary>How long a token lives that is issued without an end (RFC 7644 §7.4: bearer tokens have a limited lifetime). Those that exist keep what they have.</summary>
/// <param name="Days">Null: until it is revoked.</param>
public sealed record TokenLifetime(int? Days)
{
    /// <summary>Two years: longer than any rotation that is kept up, shorter than a secret is remembered for.</summary>
    public const int DefaultDays = 730;

    /// <summary>A century; longer says the same as no end.</summary>
    public const int MostDays = 36_500;

    /// <param name="issued">Now.</param>
    /// <returns>Null for none.</returns>
    public DateTimeOffset? EndOf(DateTimeOffset issued) => Days is { } days ? issued.AddDays(Math.Min(days, MostDays)) : null;
}
