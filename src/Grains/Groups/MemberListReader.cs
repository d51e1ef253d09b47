using System.Buffers.Binary;
using System.Text;
using Scim.Grains.Interfaces.Groups;
using Scim.Protocol.Values;

namespace Scim.Grains.Groups;

/// <summary>Takes a packed <see cref="MemberList"/> apart, for the few changes that are decided by the present members.</summary>
internal static class MemberListReader
{
    private const int IdLength = 36;

    public static HashSet<Guid> Ids(MemberList list)
    {
        var ids = new HashSet<Guid>(list.Count);
        var rest = (ReadOnlySpan<byte>)list.Packed;
        while (!rest.IsEmpty)
        {
            ids.Add(Guid.ParseExact(Encoding.ASCII.GetString(rest[..IdLength]), "D"));
            rest = rest[(IdLength + sizeof(int) + NameLength(rest))..];
        }

        return ids;
    }

    /// <summary>The members as the complex values that a filter sees.</summary>
    public static List<ScimObject> ToObjects(MemberList list)
    {
        var members = new List<ScimObject>(list.Count);
        var rest = (ReadOnlySpan<byte>)list.Packed;
        while (!rest.IsEmpty)
        {
            var length = NameLength(rest);
            members.Add(new ScimObject(
            [
                new("value", new ScimString(Encoding.ASCII.GetString(rest[..IdLength]))),
                new("display", new ScimString(Unescape(rest.Slice(IdLength + sizeof(int), length)))),
                new("type", new ScimString("User")),
            ]));
            rest = rest[(IdLength + sizeof(int) + length)..];
        }

        return members;
    }

    private static int NameLength(ReadOnlySpan<byte> member) => BinaryPrimitives.ReadInt32LittleEndian(member[IdLength..]);

    private static string Unescape(ReadOnlySpan<byte> name)
    {
        byte[] quoted = [(byte)'"', .. name, (byte)'"'];
        var reader = new System.Text.Json.Utf8JsonReader(quoted);
        reader.Read();
        return reader.GetString()!;
    }
}
