namespace Scim.Grains.Interfaces.Access;

/// <summary>A stateless worker that knows tokens by their SHA-256.</summary>
[Alias("IAccessGrain")]
public interface IAccessGrain : IGrainWithIntegerKey
{
    /// <summary>What a token of this hash is good for now, or why for nothing (rule S1).</summary>
    [Alias("Decide")]
    Task<AccessDecision> Decide(byte[] hash);

    /// <summary>
    /// As <see cref="Decide"/>, but a token that stands for a user is unknown: what API processes of an earlier version ask, who would take it for a connection's.
    /// </summary>
    [Alias("Check")]
    Task<AccessDecision> Check(byte[] hash);

    /// <summary>The grant alone of <see cref="Check"/>, or null: what API processes of an earlier version ask.</summary>
    [Alias("Authenticate")]
    Task<AccessGrant?> Authenticate(byte[] hash);

    /// <summary>Whether an administrator key of this hash exists (rule S4).</summary>
    [Alias("IsAdministrator")]
    Task<bool> IsAdministrator(byte[] hash);
}
