using Scim.Api.Http;
using Scim.Grains.Interfaces.Keys;
using Scim.Protocol.Projection;

namespace Scim.Api.Schemas;

/// <summary>What of users is wanted (RFC 7644 §3.9), by the schemas that their environment had when the request came.</summary>
internal readonly record struct WantedAttributes(SchemaViews Views, EnvironmentKey Environment, QueryParameters Query, AttributeSelection Selection, long Version)
{
    /// <summary>What to show of users that may follow newer schemas.</summary>
    /// <param name="schemasVersion">Of the environment's set of extension schemas, as the answer says.</param>
    public ValueTask<AttributeSelection> For(long schemasVersion) => schemasVersion <= Version ? new(Selection) : ByNewer(schemasVersion);

    private async ValueTask<AttributeSelection> ByNewer(long schemasVersion) =>
        SchemaViews.SelectionOf(await Views.Of(Environment, schemasVersion), Query);
}
