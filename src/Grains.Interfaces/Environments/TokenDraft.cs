namespace Scim.Grains.Interfaces.Environments;

/// <summary>A token to be issued.</summary>
/// <param name="Tenant">The key of the tenant it belongs to, or null for the whole environment (rule S2).</param>
/// <param name="Description">What it is for, shown to administrators.</param>
/// <param name="ExpiresAt">When it stops working; null: after the lifetime that the silo gives to such tokens.</param>
[GenerateSerializer, Immutable, Alias("TokenDraft")]
public sealed record TokenDraft([property: Id(0)] string? Tenant, [property: Id(1)] string Description, [property: Id(2)] DateTimeOffset? ExpiresAt)
{
    /// <summary>The profile, as <c>IdpProfiles</c> of Scim.Protocol writes it; null: generic.</summary>
    [Id(3)]
    public string? Profile { get; init; }

    /// <summary>The user that the token stands for, who then has a tenant; null when it stands for a connection.</summary>
    [Id(4)]
    public Guid? UserId { get; init; }

    /// <summary>Without content: Orleans logs messages by their text.</summary>
    public override string ToString() => nameof(TokenDraft);
}
