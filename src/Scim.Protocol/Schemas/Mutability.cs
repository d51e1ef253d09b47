namespace Scim.Protocol.Schemas;

/// <summary>When an attribute may be written (RFC 7643 §2.2, §7).</summary>
public enum Mutability
{
    ReadWrite,
    ReadOnly,
    Immutable,
    WriteOnly,
}
