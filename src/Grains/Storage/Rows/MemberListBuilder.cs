using System.Buffers.Binary;
using System.Text.Encodings.Web;
using Scim.Grains.Interfaces.Groups;

namespace Scim.Grains.Storage.Rows;

/// <summary>Packs members into a <see cref="MemberList"/>.</summary>
public sealed class MemberListBuilder
{
    private const int IdLength = 36;
    private const int Head = IdLength + sizeof(int);

    // An escaped byte takes at most six: \u0000.
    private const int LongestEscape = 6;
    private byte[] _packed;
    private int _length;
    private int _count;

    /// <param name="expected">About how many members will come.</param>
    public MemberListBuilder(int expected) => _packed = new byte[Math.Max(1, expected) * (Head + 24)];

    /// <param name="id">The user's id.</param>
    /// <param name="display">The display name in UTF-8, not escaped.</param>
    public void Add(Guid id, ReadOnlySpan<byte> display)
    {
        var plain = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncodeUtf8(display) < 0;
        Reserve(Head + (plain ? display.Length : display.Length * LongestEscape));
        id.TryFormat(_packed.AsSpan(_length), out _);
        var text = _packed.AsSpan(_length + Head);
        var written = display.Length;
        if (plain)
        {
            display.CopyTo(text);
        }
        else
        {
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(display, text, out _, out written);
        }

        BinaryPrimitives.WriteInt32LittleEndian(_packed.AsSpan(_length + IdLength), written);
        _length += Head + written;
        _count++;
    }

    /// <param name="member">One member as it is in a list.</param>
    public void AddPacked(ReadOnlySpan<byte> member)
    {
        Reserve(member.Length);
        member.CopyTo(_packed.AsSpan(_length));
        _length += member.Length;
        _count++;
    }

    public MemberList Build() => _count == 0 ? MemberList.Empty : new MemberList(_count, _packed.AsSpan(0, _length).ToArray());

    private void Reserve(int more)
    {
        if (_length + more > _packed.Length)
        {
            Array.Resize(ref _packed, Math.Max(_packed.Length * 2, _length + more));
        }
    }
}
