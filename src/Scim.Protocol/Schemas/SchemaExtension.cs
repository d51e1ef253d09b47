namespace Scim.Protocol.Schemas;

/// <summary>An extension schema of a resource type (RFC 7643 §6).</summary>
/// <param name="Schema">The extension's schema; its attributes live in an object under its URN.</param>
/// <param name="Required">Whether every resource of the type must carry it.</param>
public sealed record SchemaExtension(Schema Schema, bool Required);
