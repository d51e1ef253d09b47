using System.Runtime.InteropServices;

namespace Scim.Protocol.Groups;

/// <summary>A part of a change: either not mentioned, or set to a value (which may be null where null means "unassign").</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Optional<T>
{
    private readonly T _value;

    public Optional(T value)
    {
        _value = value;
        IsSet = true;
    }

    public bool IsSet { get; }

    /// <summary>The value set. Reading it while <see cref="IsSet"/> is false is a mistake of the caller.</summary>
    public T Value => IsSet ? _value : throw new InvalidOperationException("The value is not set.");

    public override string ToString() => IsSet ? $"{_value}" : "(not set)";
}
