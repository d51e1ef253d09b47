using System.Collections.Immutable;

namespace Scim.Grains.Interfaces.Schemas;

/// <summary>The extension schemas of an environment.</summary>
/// <param name="Version">Moves with every change of the set; 0 as long as there was none.</param>
/// <param name="Extensions">In order of their addition.</param>
[GenerateSerializer, Immutable, Alias("SchemaSet")]
public sealed record SchemaSet([property: Id(0)] long Version, [property: Id(1)] ImmutableArray<ExtensionSchema> Extensions)
{
    /// <summary>Of an environment that never had an extension.</summary>
    public static readonly SchemaSet None = new(0, []);
}
