namespace Scim.Grains.Interfaces.Access;

/// <summary>A stateless worker that knows tokens by their SHA-256.</summary>
[Alias("IAccessGrain")]
public interface IAccessGrain : IGrainWithIntegerKey
{
    /// <summary>What a token of this hash is good for now; null when unknown, expired or revoked (rule S1).</summary>
    [Alias("Authenticate")]
    Task<AccessGrant?> Authenticate(byte[] hash);

    /// <summary>Whether an administrator key of this hash exists (rule S4).</summary>
    [Alias("IsAdministrator")]
    Task<bool> IsAdministrator(byte[] hash);
}
