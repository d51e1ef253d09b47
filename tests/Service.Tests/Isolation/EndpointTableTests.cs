using Scim.Api.Access;

namespace Scim.Service.Tests.Isolation;

/// <summary>The suites of this folder cover the whole routing table.</summary>
public sealed class EndpointTableTests(IsolationWorld world) : IClassFixture<IsolationWorld>
{
    [Fact]
    public void every_endpoint_has_a_row() =>
        world.Catalog.Where(entry => entry.Requirement != AccessRequirement.Open && !EndpointRows.ByKey.ContainsKey(entry.RowKey))
            .Select(entry => entry.RowKey).Distinct()
            .ShouldBeEmpty("each of these needs a row in EndpointRows, so that strangers are tried on it");

    [Fact]
    public void every_row_has_an_endpoint() =>
        EndpointRows.ByKey.Keys.Except(world.Catalog.Select(entry => entry.RowKey)).ShouldBeEmpty("rows of endpoints that no longer exist");

    [Fact]
    public void every_endpoint_declares_who_may_call() =>
        world.Catalog.Where(entry => entry.Requirement is null).ShouldBeEmpty();

    [Fact]
    public void nothing_but_health_is_open() =>
        world.Catalog.Where(entry => entry.Requirement == AccessRequirement.Open).Select(entry => entry.Pattern).Distinct()
            .ShouldBe(["/health/live", "/health/ready", "/health/startup"], ignoreOrder: true);

    [Fact]
    public void S4_administration_and_scim_are_told_apart_by_their_root() =>
        world.Catalog.ShouldAllBe(entry => entry.IsScim == entry.Pattern.StartsWith("/scim/", StringComparison.Ordinal)
            && entry.IsAdministration == entry.Pattern.StartsWith("/api/", StringComparison.Ordinal));

    [Fact]
    public void A5_both_bases_have_the_same_endpoints()
    {
        var scim = world.Catalog.Where(entry => entry.IsScim).ToLookup(entry => entry.IsBelowTenantBase, entry => $"{entry.Method} {entry.RowKey}");
        scim[true].ShouldBe(scim[false], ignoreOrder: true);
    }
}
