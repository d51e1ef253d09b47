namespace Scim.Protocol.Schemas;

/// <summary>An extension that an environment adds to a resource type.</summary>
/// <param name="ResourceType">The resource type's id, <c>User</c> or <c>Group</c>.</param>
/// <param name="Extension">The schema, and whether every resource of the type must carry it.</param>
public sealed record AddedExtension(string ResourceType, SchemaExtension Extension);
