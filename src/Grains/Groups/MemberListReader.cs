using System.Buffers.Binary;
using System.Buffers.Text;
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
            ids.Add(Id(Next(ref rest)));
        }

        return ids;
    }

    /// <summary>Takes the first member off a list's packed members.</summary>
    public static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> rest)
    {
        var member = rest[..(IdLength + sizeof(int) + NameLength(rest))];
        rest = rest[member.Length..];
        return member;
    }

    /// <summary>Whose a packed member is.</summary>
    public static Guid Id(ReadOnlySpan<byte> member) =>
        Utf8Parser.TryParse(member[..IdLength], out Guid id, out _, 'D') ? id : throw new FormatException("A packed member has no id.");

    /// <summary>The members as the complex values that a filter sees.</summary>
    public static List<ScimObject> ToObjects(MemberList list)
    {
        var members = new List<ScimObject>(list.Count);
        var rest = (ReadOnlySpan<byte>)list.Packed;
        while (!rest.IsEmpty)
        {
            var member = Next(ref rest);
            members.Add(new ScimObject(
            [
                new("value", new ScimString(Encoding.ASCII.GetString(member[..IdLength]))),
                new("display", new ScimString(Unescape(member[(IdLength + sizeof(int))..]))),
                new("type", new ScimString("User")),
            ]));
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
