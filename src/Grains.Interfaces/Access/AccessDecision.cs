namespace Scim.Grains.Interfaces.Access;

/// <summary>What a token is good for, or why for nothing.</summary>
/// <param name="Grant">Of a valid token; null when it is rejected.</param>
/// <param name="Rejection">Meaningful when there is no grant. For those who run the service: a caller is told the same whatever it is.</param>
[GenerateSerializer, Immutable, Alias("AccessDecision")]
public sealed record AccessDecision([property: Id(0)] AccessGrant? Grant, [property: Id(1)] TokenRejection Rejection)
{
    public static AccessDecision Unknown { get; } = new(null, TokenRejection.Unknown);

    public static AccessDecision Expired { get; } = new(null, TokenRejection.Expired);

    public static AccessDecision Revoked { get; } = new(null, TokenRejection.Revoked);

    public static AccessDecision Granted(AccessGrant grant) => new(grant, TokenRejection.None);
}
