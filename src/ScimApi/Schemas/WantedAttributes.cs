using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;
using Scim.Protocol.Projection;
using Scim.Protocol.Schemas;

namespace Scim.Api.Schemas;

/// <summary>What of the resources of one type is wanted (RFC 7644 §3.9), by the schemas that their environment had when the request came.</summary>
internal readonly record struct WantedAttributes(
    SchemaViews Views, EnvironmentKey Environment, QueryParameters Query, Func<SchemaCatalog, ResourceType> Type, AttributeSelection Selection, long Version)
{
    /// <summary>What to show of resources that may follow newer schemas.</summary>
    /// <param name="schemasVersion">Of the environment's set of extension schemas, as the answer says.</param>
    public ValueTask<AttributeSelection> For(long schemasVersion) => schemasVersion <= Version ? new(Selection) : ByNewer(schemasVersion);

    private async ValueTask<AttributeSelection> ByNewer(long schemasVersion) =>
        SchemaViews.SelectionOf(Type(await Views.Of(Environment, schemasVersion)), Query);
}
