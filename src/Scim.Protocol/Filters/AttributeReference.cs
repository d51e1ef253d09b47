namespace Scim.Protocol.Filters;

/// <summary>An attribute as written: an optional schema URN, a name, an optional sub-attribute. Not yet checked against a schema.</summary>
public sealed record AttributeReference(string? SchemaUrn, string Name, string? SubAttribute)
{
    public override string ToString() =>
        (SchemaUrn is null ? "" : SchemaUrn + ":") + Name + (SubAttribute is null ? "" : "." + SubAttribute);
}
