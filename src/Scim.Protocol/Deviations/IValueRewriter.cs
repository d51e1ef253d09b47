using System.Text.Json;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Deviations;

/// <summary>
/// A deviation in the shape of one value (e.g. a boolean sent as text), tried before the strict binding of that value.
/// One implementation per file; its comment shows the wire shape before and after.
/// </summary>
public interface IValueRewriter
{
    /// <summary>The deviation that it undoes.</summary>
    Deviation Deviation { get; }

    /// <summary>Rewrites a value that the strict binder would refuse or misread.</summary>
    /// <param name="definition">The attribute or sub-attribute the value is for.</param>
    /// <param name="value">The JSON as sent: for a multi-valued attribute one element, or the whole value if it is not an array.</param>
    /// <param name="profile">What of the value's parts is forgiven.</param>
    /// <returns>The value to store, or null when this deviation is not present.</returns>
    ScimValue? TryRewrite(AttributeDefinition definition, JsonElement value, IdpProfile profile);
}
