namespace Scim.Protocol.Schemas;

/// <summary>When an attribute is shown (RFC 7643 §2.2, §7).</summary>
public enum Returned
{
    Default,
    Always,
    Request,
    Never,
}
