using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Scim.Protocol.Json;

/// <summary>The names of a JSON object's members without a string for each: a request has dozens, and nearly all are looked up and forgotten.</summary>
internal static class MemberNames
{
    /// <summary>How many characters the scratch of <see cref="NameIn"/> should have: all names of the core schemas fit, and most URNs.</summary>
    public const int Scratch = 128;

    /// <summary>The member's name, unescaped. It lies in the scratch where it is short and plain, else it is a string of its own.</summary>
    public static ReadOnlySpan<char> NameIn(this JsonProperty member, Span<char> scratch)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(member);
        return name.Length <= scratch.Length && !name.Contains((byte)'\\') && Ascii.ToUtf16(name, scratch, out var length) == OperationStatus.Done
            ? scratch[..length]
            : member.Name;
    }
}
