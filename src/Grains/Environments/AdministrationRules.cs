using Scim.Grains.Interfaces.Environments;
using Scim.Protocol.Errors;

namespace Scim.Grains.Environments;

/// <summary>What administrators may call things, and for how long tokens last.</summary>
internal static class AdministrationRules
{
    private const int LongestKey = 64;
    private const int LongestText = 256;
    private const string RoutingPrefix = "v2";
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(90);

    /// <summary>A project's or environment's key (rule A3): it must be told from an id, and from the prefix before a tenant.</summary>
    public static void CheckPathKey(string key)
    {
        CheckTenantKey(key);
        if (key.Equals(RoutingPrefix, StringComparison.OrdinalIgnoreCase))
        {
            throw new ScimException(Refusals.KeyInvalid, $"'{key}' is reserved: it stands before the tenant in a URL.");
        }
    }

    /// <summary>A tenant's key (rule A4).</summary>
    public static void CheckTenantKey(string key)
    {
        if (key is not { Length: > 0 and <= LongestKey } || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ScimException(Refusals.KeyInvalid, "A key is 1 to 64 ASCII letters, digits, '-' and '_'.");
        }

        if (Guid.TryParse(key, out _))
        {
            throw new ScimException(Refusals.KeyInvalid, "A key must not be shaped like a UUID, so that it is never taken for an id.");
        }
    }

    /// <summary>A name or a description for people.</summary>
    public static void CheckText(string text, string what)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestText || text.Any(char.IsControl))
        {
            throw new ScimException(Refusals.TextInvalid, $"A {what} is 1 to {LongestText} characters, not blank, without control characters.");
        }
    }

    public static void CheckExpiry(DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        if (expiresAt <= now)
        {
            throw new ScimException(Refusals.ExpiryInvalid, "The expiry lies in the past.");
        }
    }

    /// <summary>A token that stands for a user is for one tenant: what is seen of a user, and the user's externalId, differ from tenant to tenant.</summary>
    public static void CheckUserToken(TokenDraft draft)
    {
        if (draft is { UserId: not null, Tenant: null })
        {
            throw new ScimException(Refusals.MissingValue, "'tenant' is required for a token that stands for a user.");
        }
    }

    public static void CheckOverlap(TimeSpan overlap)
    {
        if (overlap < TimeSpan.Zero || overlap > LongestOverlap)
        {
            throw new ScimException(Refusals.ExpiryInvalid, $"The overlap is between nothing and {LongestOverlap.TotalDays:0} days.");
        }
    }

    public static ScimException KeyTaken(string key, string what) => new(Refusals.KeyTaken, $"There is a {what} with the key '{key}' already.");
}
