using System.Text.Json;
using Scim.Protocol.Paths;

namespace Scim.Protocol.Deviations;

/// <summary>
/// A deviation in the shape of a PATCH operation's <c>value</c>, undone before the strict engine sees it.
/// One implementation per file; its comment shows the wire shape before and after.
/// </summary>
public interface IPatchValueRewriter
{
    /// <summary>The deviation that it undoes.</summary>
    Deviation Deviation { get; }

    /// <summary>Finds the proper value within the one sent.</summary>
    /// <param name="path">What the operation addresses.</param>
    /// <param name="value">The value as sent.</param>
    /// <returns>The part of <paramref name="value"/> to use in its place, or null when this deviation is not present.</returns>
    JsonElement? TryRewrite(ResolvedPath path, JsonElement value);
}
