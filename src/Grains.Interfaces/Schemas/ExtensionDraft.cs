namespace Scim.Grains.Interfaces.Schemas;

/// <summary>An extension schema to be added, or the form that one is to have.</summary>
/// <param name="ResourceType">The resource type that it extends: <c>User</c> or <c>Group</c>.</param>
/// <param name="Required">Whether every resource of the type must carry it.</param>
/// <param name="Schema">The schema as UTF-8 JSON (RFC 7643 §7), not yet checked.</param>
[GenerateSerializer, Immutable, Alias("ExtensionDraft")]
public sealed record ExtensionDraft([property: Id(0)] string ResourceType, [property: Id(1)] bool Required, [property: Id(2)] byte[] Schema)
{
    /// <summary>Without content: Orleans logs messages by their text.</summary>
    public override string ToString() => nameof(ExtensionDraft);
}
