using System.Collections.Frozen;
using System.Reflection;

namespace Scim.Protocol.Errors;

/// <summary>
/// Every refusal of the service, by domain in a file each (<c>Refusals.*.cs</c>). docs/errors.md lists them; a test holds the two equal.
/// </summary>
public static partial class Refusals
{
    /// <summary>All refusals by id.</summary>
    public static FrozenDictionary<string, Refusal> ById => Index.ById;

    // Apart, since the order in which a partial class initialises the fields of its files is undefined.
    private static class Index
    {
        public static readonly FrozenDictionary<string, Refusal> ById = typeof(Refusals)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.FieldType == typeof(Refusal))
            .Select(f => (Refusal)f.GetValue(null)!)
            .ToFrozenDictionary(r => r.Id);
    }
}
