using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Scim.Fuzz.Engine;

/// <summary>
/// Which branches an input takes, and how often, in the form of AFL: the tool <c>sharpfuzz</c> makes assemblies that count their branches in a map of 64 KiB. Assemblies that it has not
/// been at leave the map empty, and then nothing is ever new.
/// </summary>
internal sealed unsafe class Coverage
{
    private const int Size = 1 << 16;
    private readonly byte* _map;
    private readonly byte[] _seen = new byte[Size];

    private Coverage()
    {
        _map = (byte*)NativeMemory.AllocZeroed(Size);
        Trace.SharedMem = _map;
    }

    /// <summary>One for the process: the map's address is in a static field, which must be set before the first branch is counted.</summary>
    public static Coverage Map { get; } = new();

    /// <summary>How many branches any input took.</summary>
    public int Branches => _seen.Count(bits => bits != 0);

    public void Forget() => Array.Clear(_seen);

    public void Begin()
    {
        new Span<byte>(_map, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <returns>Whether the input took a branch that none took before, or one of them far more often.</returns>
    public bool End()
    {
        var isNew = false;
        for (var word = 0; word < Size; word += sizeof(ulong))
        {
            if (*(ulong*)(_map + word) == 0)
            {
                continue;
            }

            for (var at = word; at < word + sizeof(ulong); at++)
            {
                // Once, twice, four times, …: as bits, so that each counts as seen by itself.
                var bit = _map[at] == 0 ? 0 : 1 << BitOperations.Log2(_map[at]);
                if ((_seen[at] | bit) != _seen[at])
                {
                    _seen[at] |= (byte)bit;
                    isNew = true;
                }
            }
        }

        return isNew;
    }
}
