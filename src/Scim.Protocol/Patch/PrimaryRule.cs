using System.Collections.Immutable;
using Scim.Protocol.Values;

namespace Scim.Protocol.Patch;

/// <summary>An element that a PATCH makes primary takes that from every other one (RFC 7644 §3.5.2).</summary>
internal static class PrimaryRule
{
    private const string Primary = "primary";

    /// <summary>Leaves one primary element if the operation wrote one. Of several that it wrote the first stays, so that repeating it changes nothing.</summary>
    /// <param name="elements">The elements after the operation.</param>
    /// <param name="written">The places of the elements that the operation wrote, ascending.</param>
    public static void Apply(ImmutableArray<ScimValue>.Builder elements, List<int> written)
    {
        var winner = written.FindIndex(place => IsPrimary(elements[place]));
        if (winner < 0)
        {
            return;
        }

        for (var i = 0; i < elements.Count; i++)
        {
            if (i != written[winner] && IsPrimary(elements[i]))
            {
                elements[i] = ((ScimObject)elements[i]).With(Primary, ScimBoolean.False);
            }
        }
    }

    private static bool IsPrimary(ScimValue element) => element is ScimObject complex && ScimBoolean.True.Equals(complex[Primary]);
}
