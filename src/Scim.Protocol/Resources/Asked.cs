namespace Scim.Protocol.Resources;

/// <summary>What a request says about one attribute by <c>attributes</c> and <c>excludedAttributes</c> (RFC 7644 §3.9).</summary>
public enum Asked
{
    /// <summary>Nothing: no <c>attributes</c>, and not excluded.</summary>
    Nothing,

    /// <summary>Named in <c>attributes</c>.</summary>
    Named,

    /// <summary><c>attributes</c> is there and does not name it.</summary>
    NotNamed,

    /// <summary>Named in <c>excludedAttributes</c>.</summary>
    Excluded,
}
