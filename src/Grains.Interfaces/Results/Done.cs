namespace Scim.Grains.Interfaces.Results;

/// <summary>Success without content.</summary>
[GenerateSerializer, Immutable, Alias("Done")]
public sealed record Done
{
    public static readonly Done Instance = new();
}
