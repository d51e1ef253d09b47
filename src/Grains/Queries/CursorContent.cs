using System.Globalization;
using SortKey = Scim.Protocol.Sorting.SortKey;

namespace Scim.Grains.Queries;

/// <summary>The bytes inside a cursor.</summary>
internal static class CursorContent
{
    private const byte Version = 1;

    public static byte[] Write(Cursor cursor, DateTimeOffset expires)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        writer.Write(expires.ToUnixTimeSeconds());
        writer.Write(cursor.Backward);
        writer.Write(cursor.Count);
        writer.Write((byte)cursor.From.Rank);
        writer.Write(cursor.From.Number);
        switch (cursor.From.Key)
        {
            case null:
                writer.Write('-');
                break;
            case { Text: { } text }:
                writer.Write('t');
                writer.Write(text);
                break;
            case { } key:
                writer.Write('n');
                writer.Write(key.Number.ToString(CultureInfo.InvariantCulture));
                break;
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <param name="content">As <see cref="Write"/> has made it: nobody else could.</param>
    public static (Cursor Cursor, DateTimeOffset Expires) Read(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content));
        reader.ReadByte();
        var expires = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
        var (backward, count) = (reader.ReadBoolean(), reader.ReadInt32());
        var (rank, number) = (reader.ReadByte(), reader.ReadInt64());
        var key = reader.ReadChar() switch
        {
            't' => new SortKey(reader.ReadString(), 0),
            'n' => SortKey.Of(decimal.Parse(reader.ReadString(), CultureInfo.InvariantCulture)),
            _ => null,
        };
        return (new Cursor(new ListPlace(key, rank, number), backward, count), expires);
    }
}
