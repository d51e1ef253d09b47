namespace Scim.Grains.Interfaces.Environments;

/// <summary>A token just issued, with its secret for the only time.</summary>
[GenerateSerializer, Immutable, Alias("IssuedToken")]
public sealed record IssuedToken([property: Id(0)] TokenResource Token, [property: Id(1)] string Secret)
{
    /// <summary>Without the secret, so that a log line cannot leak it.</summary>
    public override string ToString() => $"IssuedToken {{ {Token.Id} }}";
}
