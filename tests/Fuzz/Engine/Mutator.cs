using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Scim.Fuzz.Engine;

/// <summary>Makes inputs: from a target's grammar, or from inputs that were worth keeping, by damage to their bytes or to their JSON.</summary>
internal sealed class Mutator(FuzzTarget target, Random random)
{
    private const int MostWounds = 6;

    // What parsers trip over.
    private static readonly byte[][] Splinters =
    [
        .. ((string[])
        [
            "\"", "\\", "{", "}", "[", "]", "(", ")", ",", ":", ".", " ", "null", "true", "-", "-1", "1e999", "0.1e-400", "79228162514264337593543950336", "\\u0000", "\\ud800", "\0",
            "\u202e", "\u0130", "ß", "e\u0301", "\U0001F600", "[]", "{}", "\"\"", " pr ", " and ", " or ", " not ", "urn:", "bulkId:", "$ref", "value", "2011-05-13T04:42:34Z", "﻿",
        ]).Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf8],
    ];

    /// <param name="kept">May be empty.</param>
    public byte[] Next(IReadOnlyList<byte[]> kept)
    {
        if (kept.Count == 0 || random.Next(4) == 0)
        {
            return Clip(target.Draw(random));
        }

        var original = kept[random.Next(kept.Count)];
        return Clip((target.IsJson && random.Next(3) == 0 ? Reshape(original) : null) ?? Damage(original, kept));
    }

    private byte[] Damage(byte[] original, IReadOnlyList<byte[]> kept)
    {
        var bytes = new List<byte>(original);
        for (var wounds = random.Next(1, MostWounds); wounds > 0; wounds--)
        {
            Wound(bytes, kept);
        }

        return [.. bytes];
    }

    private void Wound(List<byte> bytes, IReadOnlyList<byte[]> kept)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, random.Next(4) == 0 ? 200 : 12), bytes.Count - at);
        switch (random.Next(9))
        {
            case 0:
                bytes.InsertRange(at, Splinter());
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 3 when length > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 4:
                bytes.RemoveRange(at, length);
                bytes.InsertRange(at, Splinter());
                break;
            case 5 when random.Next(10) == 0:
                // As long as it may get: what takes a square of its length shows.
                var part = bytes.GetRange(at, length);
                for (var times = length == 0 ? 0 : random.Next((Math.Max(0, target.MostBytes - bytes.Count) / length) + 1); times > 0; times--)
                {
                    bytes.InsertRange(at, part);
                    at += length;
                }

                break;
            case 6:
                var other = kept[random.Next(kept.Count)];
                var from = random.Next(other.Length + 1);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(random.Next(1, 80), other.Length - from)).ToArray());
                break;
            case 7 when random.Next(20) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(target.Piece(random)));
                break;
        }
    }

    private byte[]? Reshape(byte[] original)
    {
        try
        {
            return Reshape(JsonNode.Parse(original, documentOptions: new JsonDocumentOptions { MaxDepth = 64 }));
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            // No JSON; or, which JsonNode finds out late, two members of one name, or half of a surrogate pair.
            return null;
        }
    }

    // Another value in some place, one that is missing, one that is there twice, or one level more.
    private byte[]? Reshape(JsonNode? root)
    {
        var places = new List<JsonNode>();
        Collect(root, places);
        if (places.Count == 0)
        {
            return null;
        }

        switch (places[random.Next(places.Count)])
        {
            case JsonObject { Count: > 0 } owner:
                var name = owner.ElementAt(random.Next(owner.Count)).Key;
                var value = owner[name]?.DeepClone();
                owner.Remove(name);
                if (random.Next(4) != 0)
                {
                    owner[random.Next(4) == 0 ? target.Piece(random) : name] = Replacement(value);
                }

                break;
            case JsonArray { Count: > 0 } list:
                var at = random.Next(list.Count);
                var item = list[at]?.DeepClone();
                for (var times = random.Next(10) == 0 ? random.Next(100) : 1; times > 0; times--)
                {
                    list.Insert(at, Replacement(item));
                }

                break;
            default:
                return null;
        }

        return Encoding.UTF8.GetBytes(root!.ToJsonString());
    }

    private JsonNode? Replacement(JsonNode? value) => random.Next(6) switch
    {
        0 => value?.DeepClone(),
        1 => new JsonArray(value?.DeepClone()),
        2 => new JsonObject { ["value"] = value?.DeepClone() },
        3 => null,
        4 => JsonValue.Create(target.Piece(random)),
        _ => JsonValue.Create(random.Next(2) == 0),
    };

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        switch (node)
        {
            case JsonObject owner:
                places.Add(owner);
                foreach (var (_, value) in owner)
                {
                    Collect(value, places);
                }

                break;
            case JsonArray list:
                places.Add(list);
                foreach (var item in list)
                {
                    Collect(item, places);
                }

                break;
        }
    }

    private byte[] Splinter() => Splinters[random.Next(Splinters.Length)];

    private byte[] Clip(byte[] input) => input.Length <= target.MostBytes ? input : input[..target.MostBytes];
}
