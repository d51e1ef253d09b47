using Scim.Protocol.Schemas;
using static Scim.Protocol.Resources.InputRule;

namespace Scim.Protocol.Resources;

/// <summary>
/// The one table of request context × attribute characteristics (RFC 7643 §7, RFC 7644 §3.3, §3.5 and §3.9): what is accepted, needed and shown.
/// </summary>
public static class CharacteristicRules
{
    // Columns: ReadWrite, ReadOnly, Immutable, WriteOnly. A password is checked and not kept (rule U8).
    private static readonly InputRule[][] Input =
    [
        /* Create  */ [Take, Ignore, Take, CheckOnly],
        /* Replace */ [Take, Ignore, TakeOnce, CheckOnly],
        /* Patch   */ [Take, Refuse, TakeOnce, CheckOnly],
    ];

    // Columns: Nothing, Named, NotNamed, Excluded.
    private static readonly bool[][] Output =
    [
        /* Default */ [true, true, false, false],
        /* Always  */ [true, true, true, true],
        /* Request */ [false, true, false, false],
        /* Never   */ [false, false, false, false],
    ];

    /// <summary>What becomes of a value sent for an attribute. Inside the value of a complex attribute the rules of <see cref="RequestContext.Create"/> hold.</summary>
    public static InputRule OnInput(RequestContext context, AttributeDefinition definition) => Input[(int)context][(int)definition.Mutability];

    /// <summary>Whether an attribute is in the answer.</summary>
    public static bool IsShown(AttributeDefinition definition, Asked asked) => Output[(int)definition.Returned][(int)asked];

    /// <summary>Whether a client has to give the attribute a value.</summary>
    public static bool IsNeeded(AttributeDefinition definition) => definition is { Required: true, Mutability: not Mutability.ReadOnly };

    /// <summary>
    /// Whether an attribute is part of the stored profile. The common attributes and the readOnly ones live elsewhere
    /// (id, meta, externalId per tenant by rule U3, groups), a writeOnly one is not kept at all.
    /// </summary>
    public static bool IsStored(AttributeDefinition definition) =>
        definition.Mutability is Mutability.ReadWrite or Mutability.Immutable && !CommonAttributes.All.Contains(definition);
}
