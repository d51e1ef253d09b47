using System.Buffers;
using Scim.Protocol.Json;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Projection;

/// <summary>
/// Renders resources as answers: <c>schemas</c>, <c>id</c>, <c>externalId</c>, the attributes, <c>meta</c>. The stored profile is spliced in as bytes
/// unless a selection or a hidden attribute makes it necessary to read it.
/// </summary>
public static class ResourceWriter
{
    /// <param name="output">Takes the JSON; may be in the middle of a list.</param>
    /// <param name="selection">Of the same resource type as <paramref name="envelope"/>.</param>
    /// <param name="profile">As <see cref="Resources.ResourceJson.Write(ResourceType, Values.ScimObject)"/> made it.</param>
    /// <param name="envelope">What stands around the profile.</param>
    /// <param name="groups">The groups of the user in the request's tenant (rule U5).</param>
    public static void WriteUser(
        IBufferWriter<byte> output, AttributeSelection selection, ReadOnlySpan<byte> profile, in ResourceEnvelope envelope, ReadOnlySpan<GroupReference> groups)
    {
        var attributes = EndOfSchemas(profile);
        var sink = new Utf8Sink(output);
        sink.Append(profile[..attributes]);
        WriteIdentity(ref sink, selection, envelope);
        WriteStored(ref sink, selection, profile, attributes);
        if (groups.Length > 0)
        {
            WriteGroups(ref sink, selection, envelope.BaseUrl, groups);
        }

        WriteMeta(ref sink, selection, envelope);
        sink.Append("}"u8);
        sink.Flush();
    }

    /// <param name="output">Takes the JSON; may be in the middle of a list.</param>
    /// <param name="selection">Of the same resource type as <paramref name="envelope"/>.</param>
    /// <param name="displayName">The group's name in the request's tenant (rule G7).</param>
    /// <param name="envelope">What stands around the attributes.</param>
    /// <param name="packedMembers">As <see cref="PackedMembers"/> packs them. Empty is <c>[]</c>, which a known client needs; null leaves the attribute out.</param>
    /// <param name="extensions">
    /// The data of extensions, as <see cref="Resources.ResourceJson.Write(ResourceType, Values.ScimObject)"/> made it; empty for none.
    /// </param>
    public static void WriteGroup(
        IBufferWriter<byte> output, AttributeSelection selection, string displayName, in ResourceEnvelope envelope, byte[]? packedMembers, ReadOnlySpan<byte> extensions)
    {
        var attributes = EndOfSchemas(extensions);
        var sink = new Utf8Sink(output);
        if (extensions.IsEmpty)
        {
            sink.Append("{\"schemas\":[\""u8);
            sink.AppendText(selection.Type.Schema.Id);
            sink.Append("\"]"u8);
        }
        else
        {
            sink.Append(extensions[..attributes]);
        }

        WriteIdentity(ref sink, selection, envelope);
        if (selection.Shows("displayName"))
        {
            sink.Append(",\"displayName\":\""u8);
            sink.AppendText(displayName);
            sink.Append("\""u8);
        }

        if (packedMembers is not null && selection.Type.TryGetAttribute("members", out var members) && selection.Shows(members))
        {
            sink.Append(",\"members\":"u8);
            new MemberTemplate(selection, members, envelope.BaseUrl).Write(ref sink, packedMembers);
        }

        if (!extensions.IsEmpty)
        {
            WriteStored(ref sink, selection, extensions, attributes);
        }

        WriteMeta(ref sink, selection, envelope);
        sink.Append("}"u8);
        sink.Flush();
    }

    // `schemas` comes first, and no URN holds a bracket (SchemaReader sees to it).
    private static int EndOfSchemas(ReadOnlySpan<byte> stored) => stored.IndexOf((byte)']') + 1;

    private static void WriteStored(ref Utf8Sink sink, AttributeSelection selection, ReadOnlySpan<byte> stored, int attributes)
    {
        if (selection.IsDefault && !selection.Type.HasHiddenAttributes)
        {
            sink.Append(stored[attributes..^1]);
            return;
        }

        ReadOnlySpan<byte> shown = ProfileProjection.Write(selection, stored);
        sink.Append(shown.Length > 2 ? ","u8 : default);
        sink.Append(shown[1..^1]);
    }

    private static void WriteIdentity(ref Utf8Sink sink, AttributeSelection selection, in ResourceEnvelope envelope)
    {
        sink.Append(",\"id\":\""u8);
        sink.Append(envelope.Id);
        sink.Append("\""u8);
        if (envelope.ExternalId is { } externalId && selection.Shows(CommonAttributes.ExternalId))
        {
            sink.Append(",\"externalId\":\""u8);
            sink.AppendText(externalId);
            sink.Append("\""u8);
        }
    }

    private static void WriteGroups(ref Utf8Sink sink, AttributeSelection selection, string baseUrl, ReadOnlySpan<GroupReference> groups)
    {
        if (!selection.Type.TryGetAttribute("groups", out var definition) || !selection.Shows(definition))
        {
            return;
        }

        var members = new MemberSequence(selection, definition);
        sink.Append(",\"groups\":["u8);
        for (var i = 0; i < groups.Length; i++)
        {
            sink.Append(i == 0 ? default : ","u8);
            members.Begin(ref sink);
            if (members.Next(ref sink, "value"))
            {
                sink.Append(groups[i].Id);
                sink.Append("\""u8);
            }

            if (members.Next(ref sink, "$ref"))
            {
                sink.AppendText(baseUrl);
                sink.AppendText(SchemaCatalog.Core.Group.Endpoint);
                sink.Append("/"u8);
                sink.Append(groups[i].Id);
                sink.Append("\""u8);
            }

            if (members.Next(ref sink, "display"))
            {
                sink.AppendText(groups[i].Display);
                sink.Append("\""u8);
            }

            if (members.Next(ref sink, "type"))
            {
                sink.Append("direct\""u8);
            }

            sink.Append("}"u8);
        }

        sink.Append("]"u8);
    }

    private static void WriteMeta(ref Utf8Sink sink, AttributeSelection selection, in ResourceEnvelope envelope)
    {
        if (!selection.Shows(CommonAttributes.Meta))
        {
            return;
        }

        var members = new MemberSequence(selection, CommonAttributes.Meta);
        sink.Append(",\"meta\":"u8);
        members.Begin(ref sink);
        if (members.Next(ref sink, "resourceType"))
        {
            sink.AppendText(envelope.Type.Id);
            sink.Append("\""u8);
        }

        if (members.Next(ref sink, "created"))
        {
            sink.Append(envelope.Created);
            sink.Append("\""u8);
        }

        if (members.Next(ref sink, "lastModified"))
        {
            sink.Append(envelope.LastModified);
            sink.Append("\""u8);
        }

        if (members.Next(ref sink, "location"))
        {
            sink.AppendText(envelope.BaseUrl);
            sink.AppendText(envelope.Type.Endpoint);
            sink.Append("/"u8);
            sink.Append(envelope.Id);
            sink.Append("\""u8);
        }

        if (members.Next(ref sink, "version"))
        {
            sink.Append("W/\\\""u8);
            sink.AppendText(envelope.Version);
            sink.Append("\\\"\""u8);
        }

        sink.Append("}"u8);
    }
}
