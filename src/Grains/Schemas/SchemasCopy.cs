using Scim.Grains.Interfaces.Schemas;
using Scim.Protocol.Discovery;
using Scim.Protocol.Schemas;

namespace Scim.Grains.Schemas;

/// <summary>An environment's extensions as committed, with the schemas that they make. Without any, all environments share one.</summary>
internal sealed record SchemasCopy(SchemaSet Set, SchemaCatalog Catalog)
{
    public static readonly SchemasCopy None = new(SchemaSet.None, SchemaCatalog.Core);

    public static SchemasCopy Of(SchemaSet set) => set.Version == 0 ? None : new SchemasCopy(set, SchemaCatalog.Core.With(
        set.Version,
        [.. set.Extensions.Select(e => new AddedExtension(e.ResourceType, new SchemaExtension(SchemaDocument.Read(e.Document), e.Required)))]));
}
