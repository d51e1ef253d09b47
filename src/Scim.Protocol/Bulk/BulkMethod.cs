namespace Scim.Protocol.Bulk;

/// <summary>What an operation of a bulk request may do (RFC 7644 §3.7).</summary>
public enum BulkMethod
{
    Post,
    Put,
    Patch,
    Delete,
}
