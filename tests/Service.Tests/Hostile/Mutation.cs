using System.Text;

namespace Scim.Service.Tests.Hostile;

/// <summary>Small random damage to bytes that were right.</summary>
internal static class Mutation
{
    // What parsers trip over.
    private static readonly byte[][] Splinters =
    [
        "\""u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), ","u8.ToArray(), ":"u8.ToArray(), "\\"u8.ToArray(), "null"u8.ToArray(),
        "true"u8.ToArray(), "-1"u8.ToArray(), "1e999"u8.ToArray(), "\\u0000"u8.ToArray(), "\\ud800"u8.ToArray(), "\0"u8.ToArray(), [0xff], [0xc3, 0x28], "[]"u8.ToArray(),
        "{}"u8.ToArray(), "\"\""u8.ToArray(), "[0]"u8.ToArray(), "eq"u8.ToArray(), " pr "u8.ToArray(), " and "u8.ToArray(), "("u8.ToArray(), ")"u8.ToArray(), "%"u8.ToArray(),
        "members"u8.ToArray(), "emails[type eq \\\"work\\\"]"u8.ToArray(), "urn:ietf:params:scim:schemas:core:2.0:User:"u8.ToArray(), ".value"u8.ToArray(), "$ref"u8.ToArray(),
        "__proto__"u8.ToArray(), "bulkId:1"u8.ToArray(), "\u202e\u0130ß"u8.ToArray(),
    ];

    public static byte[] Damage(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var wounds = random.Next(1, 5); wounds > 0; wounds--)
        {
            Wound(bytes, random);
        }

        return [.. bytes];
    }

    /// <summary>The same for a query or a path: what is not allowed in a request target stays percent-encoded.</summary>
    public static string DamageTarget(string original, Random random)
    {
        var damaged = Damage(Encoding.ASCII.GetBytes(original), random);
        var target = new StringBuilder();
        foreach (var one in damaged)
        {
            if (one is > 0x20 and < 0x7f and not (byte)'#')
            {
                target.Append((char)one);
            }
            else
            {
                target.Append('%').Append(one.ToString("x2"));
            }
        }

        return target.ToString();
    }

    private static void Wound(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 12), bytes.Count - at);
        switch (random.Next(6))
        {
            case 0:
                bytes.InsertRange(at, Splinters[random.Next(Splinters.Length)]);
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 3 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 4 when at < bytes.Count:
                bytes.RemoveRange(at, length);
                bytes.InsertRange(at, Splinters[random.Next(Splinters.Length)]);
                break;
            default:
                bytes.RemoveRange(at, random.Next(20) == 0 ? bytes.Count - at : 0);
                break;
        }
    }
}
