using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Isolation;

/// <summary>Every SCIM endpoint of the running service against everybody who has no business there (rules S1, S2, S4).</summary>
public sealed class CrossTenantTests(IsolationWorld world) : IClassFixture<IsolationWorld>
{
    [Theory]
    [InlineData("nobody")]
    [InlineData("a stranger with an invented token")]
    [InlineData("a stranger with half a token")]
    [InlineData("a stranger with the token in capitals")]
    [InlineData("a client of another scheme")]
    [InlineData("a client without a scheme")]
    [InlineData("a client with an empty bearer")]
    [InlineData("a client with two tokens")]
    [InlineData("the bearer of an expired token")]
    [InlineData("the bearer of a revoked token")]
    [InlineData("an administrator")]
    public Task S1_is_answered_401_on_every_endpoint_and_learns_and_changes_nothing(string who) =>
        Try(world.Catalog.Where(entry => entry.IsScim), who, 401);

    [Theory]
    [InlineData("another tenant")]
    [InlineData("the user in another tenant")]
    [InlineData("another environment")]
    [InlineData("another project")]
    public Task S2_is_answered_403_on_every_endpoint_and_learns_and_changes_nothing(string who) =>
        Try(world.Catalog.Where(entry => entry.IsScim), who, 403);

    [Fact]
    public Task S2_a_tenants_token_is_outside_on_the_legacy_base() =>
        Try(world.Catalog.Where(entry => entry.IsScim && !entry.IsBelowTenantBase), "the tenant", 403);

    [Fact]
    public Task S2_a_users_token_is_outside_of_everything_but_me_and_discovery() =>
        Try(world.Catalog.Where(entry => entry is { IsScim: true, IsBelowTenantBase: true } && !IsForUsers(entry)), "the user", 403);

    [Fact]
    public Task S2_a_users_token_is_outside_on_the_legacy_base() =>
        Try(world.Catalog.Where(entry => entry is { IsScim: true, IsBelowTenantBase: false }), "the user", 403);

    [Fact]
    public Task S2_the_default_tenants_token_is_outside_on_another_tenants_base() =>
        Try(world.Catalog.Where(entry => entry.IsScim && entry.IsBelowTenantBase), "the default tenant", 403);

    [Fact]
    public Task S2_whether_a_tenant_exists_is_not_told_to_another_tenants_token() =>
        Try(world.Catalog.Where(entry => entry.IsScim && entry.IsBelowTenantBase), "another tenant", 403, "no-such-tenant");

    [Theory]
    [InlineData("the tenant", TestEnvironment.Acme)]
    [InlineData("the default tenant", "default")]
    [InlineData("the environment", TestEnvironment.Acme)]
    [InlineData("the environment", TestEnvironment.Globex)]
    public async Task S2_a_token_is_good_on_its_own_tenants_base(string who, string tenant)
    {
        var answer = await world.Client.Send("GET", world.Environment.TenantBase(tenant) + "/Users", world.Bearer(who), null);
        answer.Status.ShouldBe(200, answer.ToString());
    }

    [Theory]
    [InlineData("the default tenant")]
    [InlineData("the environment")]
    public async Task S2_a_token_of_the_default_tenant_is_good_on_the_legacy_base(string who)
    {
        var answer = await world.Client.Send("GET", world.Environment.LegacyBase + "/Users", world.Bearer(who), null);
        answer.Status.ShouldBe(200, answer.ToString());
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a stranger with an invented token")]
    [InlineData("a client without a scheme")]
    [InlineData("the environment")]
    [InlineData("the tenant")]
    [InlineData("the user")]
    [InlineData("the default tenant")]
    [InlineData("another project")]
    public Task S4_is_answered_401_on_every_administration_endpoint_and_learns_and_changes_nothing(string who) =>
        Try(world.Catalog.Where(entry => entry.IsAdministration), who, 401);

    // By name and not by what the endpoints declare: one that declared too much would be let through.
    private static bool IsForUsers(CatalogEntry entry) =>
        entry.RowKey.Split(' ')[1].Split('/')[1] is "Me" or "ServiceProviderConfig" or "ResourceTypes" or "Schemas";

    private async Task Try(IEnumerable<CatalogEntry> entries, string who, int status, string tenant = TestEnvironment.Acme)
    {
        var before = await world.Snapshot();
        var tried = entries.ToList();
        tried.Count.ShouldBeGreaterThan(10, "the routing table was read");
        var problems = new List<string>();
        foreach (var entry in tried)
        {
            if (await Intrusion.Attempt(world, entry, who, status, tenant) is { } problem)
            {
                problems.Add(problem);
            }
        }

        problems.ShouldBeEmpty();
        (await world.Snapshot()).ShouldBe(before, "the target is unchanged");
    }
}
