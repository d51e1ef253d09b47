using System.Buffers;
using System.Text;
using Scim.Protocol.Projection;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Projection;

/// <summary>Short forms for tests: render a resource as text.</summary>
internal static class Rendering
{
    public const string Base = "https://scim.example/scim/v2/p/e/v2/t";

    public static readonly Guid Id = Guid.Parse("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");
    public static readonly Guid GroupId = Guid.Parse("0190a1b2-0000-7000-8000-00000000000f");

    private static readonly DateTimeOffset Created = new(2026, 1, 31, 14, 30, 0, 123, TimeSpan.FromHours(2));

    public static ResourceEnvelope Envelope(ResourceType type, string? externalId = null, string baseUrl = Base) =>
        new(type, Id, externalId, Created, Created.AddTicks(9_999), "3.1", baseUrl);

    public static string User(
        ScimObject user, string? attributes = null, string? excluded = null, string? externalId = null, ResourceType? type = null, params GroupReference[] groups)
    {
        type ??= SchemaCatalog.Core.User;
        var output = new ArrayBufferWriter<byte>();
        ResourceWriter.WriteUser(
            output, AttributeSelection.Parse(type, attributes, excluded), ResourceJson.Write(type, user), Envelope(type, externalId), groups);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static string Group(string displayName, byte[]? members, string? attributes = null, string? excluded = null, string? externalId = null) =>
        Group(SchemaCatalog.Core.Group, displayName, members, null, attributes, excluded, externalId);

    public static string Group(
        ResourceType type, string displayName, byte[]? members, ScimObject? extensions, string? attributes = null, string? excluded = null, string? externalId = null)
    {
        var output = new ArrayBufferWriter<byte>();
        ResourceWriter.WriteGroup(
            output, AttributeSelection.Parse(type, attributes, excluded), displayName, Envelope(type, externalId), members,
            extensions is null ? [] : ResourceJson.Write(type, extensions));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
