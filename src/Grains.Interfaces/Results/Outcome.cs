using System.Diagnostics.CodeAnalysis;

namespace Scim.Grains.Interfaces.Results;

/// <summary>What a grain answers: a value, or a refusal. Results are records, not exceptions; an exception means a fault.</summary>
[GenerateSerializer, Immutable, Alias("Outcome`1")]
public sealed record Outcome<T>
    where T : class
{
    [Id(0)]
    public T? Value { get; init; }

    [Id(1)]
    public Refused? Refusal { get; init; }

    [MemberNotNullWhen(true, nameof(Refusal))]
    [MemberNotNullWhen(false, nameof(Value))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator Outcome<T>(T value) => new() { Value = value };

    /// <summary>Without content: Orleans logs messages by their text.</summary>
    public override string ToString() => Refusal is null ? typeof(T).Name : Refusal.ToString();

    public static implicit operator Outcome<T>(Refused refusal) => new() { Refusal = refusal };
}
