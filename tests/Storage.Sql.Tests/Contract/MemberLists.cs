using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Scim.Grains.Interfaces.Groups;

namespace Scim.Storage.Sql.Tests.Contract;

internal static class MemberLists
{
    /// <summary>Reads a packed list as its documentation describes it.</summary>
    public static ImmutableArray<(Guid Id, string Display)> Unpack(MemberList list)
    {
        var members = ImmutableArray.CreateBuilder<(Guid, string)>();
        for (var at = 0; at < list.Packed.Length;)
        {
            var id = Guid.ParseExact(Encoding.ASCII.GetString(list.Packed, at, 36), "D");
            var length = BinaryPrimitives.ReadInt32LittleEndian(list.Packed.AsSpan(at + 36));
            var escaped = Encoding.UTF8.GetString(list.Packed, at + 40, length);
            members.Add((id, JsonSerializer.Deserialize<string>($"\"{escaped}\"")!));
            at += 40 + length;
        }

        members.Count.ShouldBe(list.Count);
        return members.ToImmutable();
    }
}
