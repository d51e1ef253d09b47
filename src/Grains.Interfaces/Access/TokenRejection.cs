namespace Scim.Grains.Interfaces.Access;

/// <summary>Why a token that was sent is good for nothing (rule S1).</summary>
[GenerateSerializer, Alias("TokenRejection")]
public enum TokenRejection
{
    /// <summary>It is not rejected.</summary>
    None = 0,

    /// <summary>No token has this hash.</summary>
    Unknown = 1,

    /// <summary>It was revoked, or rotated and its overlap is over.</summary>
    Revoked = 2,

    /// <summary>Its time is over.</summary>
    Expired = 3,
}
