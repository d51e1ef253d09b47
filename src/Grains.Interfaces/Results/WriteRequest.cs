namespace Scim.Grains.Interfaces.Results;

/// <summary>A SCIM write as it came in: parsed where it is decided, so that a body crosses a node once and as bytes.</summary>
/// <param name="Body">The UTF-8 JSON body; not yet checked except for its size. Never changed after it is handed over.</param>
/// <param name="TokenId">The token that authorised the request, for the event; null for the service itself.</param>
[GenerateSerializer, Immutable, Alias("WriteRequest")]
public sealed record WriteRequest([property: Id(0)] byte[] Body, [property: Id(1)] Guid? TokenId)
{
    /// <summary>The deviations that the token's profile refuses, as <c>IdpProfile.Refused</c> of Scim.Protocol has them; 0: none.</summary>
    [Id(2)]
    public int RefusedDeviations { get; init; }
}
