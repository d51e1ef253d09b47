namespace Scim.Protocol.Errors;

/// <summary>The <c>scimType</c> values of RFC 7644 §3.12 table 9, and of RFC 9865 §2.1 for cursors. Written in camelCase on the wire.</summary>
public enum ScimErrorType
{
    None,
    InvalidFilter,
    TooMany,
    Uniqueness,
    Mutability,
    InvalidSyntax,
    InvalidPath,
    NoTarget,
    InvalidValue,
    InvalidVers,
    Sensitive,
    InvalidCursor,
    ExpiredCursor,
    InvalidCount,
}
