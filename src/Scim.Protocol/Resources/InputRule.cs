namespace Scim.Protocol.Resources;

/// <summary>What becomes of a value that a client sends.</summary>
public enum InputRule
{
    /// <summary>It is validated and taken.</summary>
    Take,

    /// <summary>It is taken when there is none yet; a different one is refused as immutable.</summary>
    TakeOnce,

    /// <summary>It is validated and not kept.</summary>
    CheckOnly,

    /// <summary>It is not even looked at.</summary>
    Ignore,

    /// <summary>The request is refused (400 <c>mutability</c>).</summary>
    Refuse,
}
