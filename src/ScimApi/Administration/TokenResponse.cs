using Scim.Grains.Interfaces.Environments;
using Scim.Protocol.Deviations;

namespace Scim.Api.Administration;

/// <summary>A token; <c>token</c> is the secret and stands only in the answer that issues it (rule S3).</summary>
internal sealed record TokenResponse(
    Guid Id, string? Tenant, string Description, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt,
    string Idp, IReadOnlyDictionary<string, bool>? Deviations, Guid? User, string? Token)
{
    public static TokenResponse Of(TokenResource token) => Of(token, null);

    public static TokenResponse Of(IssuedToken issued) => Of(issued.Token, issued.Secret);

    /// <summary>Without the secret, so that a log line cannot leak it.</summary>
    public override string ToString() => $"TokenResponse {{ {Id} }}";

    private static TokenResponse Of(TokenResource token, string? secret)
    {
        var (idp, switched) = IdpProfiles.Read(token.Profile);
        return new(token.Id, token.Tenant, token.Description, token.Created, token.ExpiresAt, token.RevokedAt, token.LastUsedAt, idp, switched, token.UserId, secret);
    }
}
