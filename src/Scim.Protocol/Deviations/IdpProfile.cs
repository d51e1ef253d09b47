using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Scim.Protocol.Errors;
using Scim.Protocol.Paths;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Deviations;

/// <summary>
/// Which deviations from the RFCs a connection is forgiven: a set, made once and shared by all requests. <see cref="Generic"/> forgives all that there are, since all are harmless;
/// <see cref="Strict"/> none. <see cref="IdpProfiles"/> names them.
/// </summary>
public sealed class IdpProfile
{
    private static readonly ImmutableArray<IValueRewriter> Values = [new BooleanAsText(), new ManagerAsText(), new SingleValueInArray()];
    private static readonly ImmutableArray<IPatchValueRewriter> PatchValues = [new PatchNestedValue(), new PatchPlainValueInArray()];
    private static readonly ConcurrentDictionary<int, IdpProfile> Sets = new();

    private IdpProfile(int refused) => Refused = refused;

    /// <summary>Forgives everything.</summary>
    public static IdpProfile Generic { get; } = new(0);

    /// <summary>Forgives nothing.</summary>
    public static IdpProfile Strict { get; } = Forgiving([]);

    /// <summary>
    /// The deviations that it refuses, one bit for each by its <see cref="Deviation.Number"/>. It travels between nodes: 0 is generic, which is what a node that knows no profiles says,
    /// and a deviation that the sender does not know is forgiven.
    /// </summary>
    public int Refused { get; }

    /// <summary>The profile of a set, always the same one: no request makes its own.</summary>
    /// <param name="refused">As <see cref="Refused"/>; bits without a deviation do not count.</param>
    public static IdpProfile Of(int refused) => refused == 0 ? Generic : Sets.GetOrAdd(refused & Everything(), static set => set == 0 ? Generic : new IdpProfile(set));

    /// <summary>The profile that forgives these and no others.</summary>
    public static IdpProfile Forgiving(params ReadOnlySpan<Deviation> forgiven)
    {
        var refused = Everything();
        foreach (var deviation in forgiven)
        {
            refused &= ~deviation.Bit;
        }

        return Of(refused);
    }

    public bool Forgives(Deviation deviation) => (Refused & deviation.Bit) == 0;

    /// <summary>This profile with one deviation switched.</summary>
    public IdpProfile With(Deviation deviation, bool forgiven) => Of(forgiven ? Refused & ~deviation.Bit : Refused | deviation.Bit);

    /// <summary>Refuses a deviation that is present in the request and not forgiven.</summary>
    /// <exception cref="ScimException">The deviation's own <see cref="Deviation.Refusal"/>.</exception>
    public void Require(Deviation deviation, string detail)
    {
        if (!Forgives(deviation))
        {
            throw Refusal(deviation, detail);
        }
    }

    /// <summary>What a request with this deviation is refused with. The detail names the switch, so that a person can throw it.</summary>
    internal static ScimException Refusal(Deviation deviation, string detail) =>
        new(deviation.Refusal, $"{detail} The token's profile does not forgive '{deviation.Name}'.");

    /// <summary>The value of an attribute that comes in a shape which the strict binder would refuse or misread; null when it does not.</summary>
    internal ScimValue? Rewrite(AttributeDefinition definition, AttributeDefinition? owner, JsonElement value)
    {
        foreach (var rewriter in Values)
        {
            if (rewriter.TryRewrite(definition, value, this) is { } rewritten)
            {
                return Forgives(rewriter.Deviation) ? rewritten : throw Refusal(rewriter.Deviation, $"'{AttributeNames.Of(definition, owner)}' has a value of another type.");
            }
        }

        return null;
    }

    /// <summary>The value of a PATCH operation as the strict engine expects it.</summary>
    internal JsonElement Rewrite(ResolvedPath path, JsonElement value)
    {
        foreach (var rewriter in PatchValues)
        {
            if (value.ValueKind is JsonValueKind.Array or JsonValueKind.Object && rewriter.TryRewrite(path, value) is { } rewritten)
            {
                value = Forgives(rewriter.Deviation) ? rewritten : throw Refusal(rewriter.Deviation, $"The value for `{path}` is wrapped.");
            }
        }

        return value;
    }

    private static int Everything()
    {
        var set = 0;
        foreach (var deviation in Deviation.All)
        {
            set |= deviation.Bit;
        }

        return set;
    }
}
