namespace Scim.Grains.Interfaces.Results;

/// <summary>A refusal on the wire.</summary>
/// <param name="Id">The id of a <c>Refusal</c> of Scim.Protocol, which gives status and scimType.</param>
/// <param name="Detail">What a person needs to act on it.</param>
[GenerateSerializer, Immutable, Alias("Refused")]
public sealed record Refused([property: Id(0)] string Id, [property: Id(1)] string Detail)
{
    /// <summary>Without the detail, which names what somebody sent: Orleans logs messages by their text.</summary>
    public override string ToString() => $"Refused {{ {Id} }}";
}
