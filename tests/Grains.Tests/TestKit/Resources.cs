using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Scim.Grains.Interfaces.Groups;
using Scim.Grains.Interfaces.Users;

namespace Scim.Grains.Tests.TestKit;

internal static class Resources
{
    public static JsonElement Json(this UserResource user) => JsonDocument.Parse(user.Profile).RootElement;

    public static string? Text(this UserResource user, string attribute) => user.Json().TryGetProperty(attribute, out var value) ? value.ToString() : null;

    /// <summary>What a group has of an extension, as JSON.</summary>
    public static string? Text(this GroupResource group, string urn) =>
        group.Extensions is { } data && JsonDocument.Parse(data).RootElement.TryGetProperty(urn, out var value) ? value.ToString() : null;

    public static Guid[] Ids(this MemberList list) => [.. list.Entries().Select(e => e.Id)];

    public static string[] Names(this MemberList list) => [.. list.Entries().Select(e => e.Name)];

    private static List<(Guid Id, string Name)> Entries(this MemberList list)
    {
        var entries = new List<(Guid, string)>();
        var rest = list.Packed.AsSpan();
        while (!rest.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest[36..]);
            entries.Add((Guid.Parse(Encoding.ASCII.GetString(rest[..36])), JsonSerializer.Deserialize<string>("\"" + Encoding.UTF8.GetString(rest.Slice(40, length)) + "\"")!));
            rest = rest[(40 + length)..];
        }

        entries.Count.ShouldBe(list.Count);
        return entries;
    }
}
