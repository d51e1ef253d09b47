namespace Scim.Protocol.Projection;

/// <summary>A group that a user is a direct member of (RFC 7643 §4.1.2, <c>groups</c>).</summary>
public readonly record struct GroupReference(Guid Id, string Display);
