namespace Scim.Protocol.Filters;

/// <summary>A compared value, converted for the attribute that it is compared with. Its kind says how to compare; <see cref="CheckedFilter"/> has the table.</summary>
public abstract record FilterOperand
{
    private FilterOperand()
    {
    }

    /// <summary>For a caseExact attribute, and for binary.</summary>
    public sealed record ExactText(string Value) : FilterOperand;

    /// <summary>For an attribute that is not caseExact; <see cref="Value"/> is folded already, the attribute's value still is to be.</summary>
    public sealed record FoldedText(string Value) : FilterOperand;

    public sealed record Number(decimal Value) : FilterOperand;

    /// <summary>With <c>eq</c> and <c>ne</c> only.</summary>
    public sealed record Flag(bool Value) : FilterOperand;

    /// <summary>A dateTime in ticks of 100 ns, UTC (<see cref="Comparisons.ScimDateTime"/>).</summary>
    public sealed record Instant(long UtcTicks) : FilterOperand;
}
