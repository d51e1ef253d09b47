using Scim.Grains.Interfaces.Keys;

namespace Scim.Storage.Sql.Filters;

/// <summary>The scope of a query as parameters: taken when first used, since a database may refuse one that is not.</summary>
internal sealed class ScopeParameters(TenantKey tenant, FilterSql sql)
{
    private string? _environment;
    private string? _tenant;

    public string Environment => _environment ??= sql.Parameter(tenant.Environment.Id);

    public string Tenant => _tenant ??= sql.Parameter(tenant.Key);
}
