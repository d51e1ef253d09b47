namespace Scim.Protocol.Patch;

/// <summary>The <c>op</c> of an operation (RFC 7644 §3.5.2); read without regard to case (Entra capitalises it).</summary>
public enum PatchOperationKind
{
    Add,
    Replace,
    Remove,
}
