using Scim.Grains.Access;
using Scim.Grains.Environments;
using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Tests.TestKit;
using Scim.Protocol.Errors;

namespace Scim.Grains.Tests.Environments;

[Collection(OneSiloCollection.Name)]
public sealed class AdministrationRulesOnOneSilo(OneSilo shared) : AdministrationTests(shared);

[Collection(TwoSilosCollection.Name)]
public sealed class AdministrationRulesOnTwoSilos(TwoSilos shared) : AdministrationTests(shared);

public abstract class AdministrationTests(SharedCluster shared) : IAsyncLifetime
{
    private Connection _default = null!;

    private IProjectDirectoryGrain Projects => shared.Cluster.Grains(0).ProjectDirectory();

    public async Task InitializeAsync() => _default = shared.Cluster.Connect(await shared.Cluster.NewEnvironment());

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A3_a_project_and_an_environment_are_found_by_id_and_by_key()
    {
        var project = (await Projects.CreateProject(NewKey(), "One")).Value();
        var environment = (await Projects.CreateEnvironment(project.Key, "dev", "Development")).Value();

        (await Projects.GetProject(project.Id.ToString())).Value().ShouldBe(project);
        (await Projects.GetProject(project.Key)).Value().ShouldBe(project);
        (await Projects.GetEnvironment(project.Id.ToString(), "dev")).Value().ShouldBe(environment);
        (await Projects.GetEnvironment(project.Key, environment.Id.ToString())).Value().ShouldBe(environment);
        (await Projects.ListEnvironments(project.Key, 0, 10)).Value().Items.ShouldBe([environment]);
        (await Projects.ListProjects(0, 1000)).Value().Items.ShouldContain(project);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a/b")]
    [InlineData("v2")]
    [InlineData("V2")]
    [InlineData("0198c0de-0000-7000-8000-000000000001")]
    [InlineData("0198c0de000070008000000000000001")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A3_a_key_that_could_be_mistaken_is_refused(string key)
    {
        var project = (await Projects.CreateProject(NewKey(), "One")).Value();

        (await Projects.CreateProject(key, "x")).ShouldBeRefused(Refusals.KeyInvalid);
        (await Projects.CreateEnvironment(project.Key, key, "x")).ShouldBeRefused(Refusals.KeyInvalid);
        if (!key.Equals("v2", StringComparison.OrdinalIgnoreCase))
        {
            (await _default.Administration.CreateTenant(key, "x")).ShouldBeRefused(Refusals.KeyInvalid);
        }
    }

    [Fact]
    public async Task A3_a_key_is_unique_where_it_lives()
    {
        var one = (await Projects.CreateProject(NewKey(), "One")).Value();
        var other = (await Projects.CreateProject(NewKey(), "Other")).Value();
        (await Projects.CreateEnvironment(one.Key, "dev", "x")).Value();
        (await Projects.CreateEnvironment(other.Key, "dev", "x")).Value();
        await _default.NewTenant("acme");

        (await Projects.CreateProject(one.Key, "x")).ShouldBeRefused(Refusals.KeyTaken);
        (await Projects.CreateEnvironment(one.Key, "dev", "x")).ShouldBeRefused(Refusals.KeyTaken);
        (await _default.Administration.CreateTenant("acme", "x")).ShouldBeRefused(Refusals.KeyTaken);
        (await _default.Administration.CreateTenant("default", "x")).ShouldBeRefused(Refusals.KeyTaken);
    }

    [Fact]
    public async Task whatever_does_not_exist_is_missing()
    {
        (await Projects.GetProject("none")).ShouldBeRefused(Refusals.ProjectMissing);
        (await Projects.GetEnvironment("none", "dev")).ShouldBeRefused(Refusals.ProjectMissing);
        (await Projects.CreateEnvironment("none", "dev", "x")).ShouldBeRefused(Refusals.ProjectMissing);
        var project = (await Projects.CreateProject(NewKey(), "One")).Value();
        (await Projects.GetEnvironment(project.Key, "none")).ShouldBeRefused(Refusals.EnvironmentMissing);
        (await _default.Administration.GetTenant("none")).ShouldBeRefused(Refusals.TenantUnknown);
        (await _default.Administration.GetToken(Guid.NewGuid())).ShouldBeRefused(Refusals.TokenMissing);
        var nowhere = shared.Cluster.Grains(0).Environment(new EnvironmentKey(Guid.NewGuid()));
        (await nowhere.CreateTenant("acme", "x")).ShouldBeRefused(Refusals.EnvironmentMissing);
        (await nowhere.CreateToken(new TokenDraft(null, "x", null))).ShouldBeRefused(Refusals.EnvironmentMissing);
    }

    [Fact]
    public async Task S2_a_token_grants_its_environment_or_one_tenant_of_it()
    {
        await _default.NewTenant("acme");
        var wide = (await _default.Administration.CreateToken(new TokenDraft(null, "wide", null))).Value();
        var narrow = (await _default.Administration.CreateToken(new TokenDraft("acme", "narrow", null))).Value();

        var grant = (await Authenticate(wide.Secret))!;
        (grant.TokenId, grant.Environment, grant.Tenant, grant.EnvironmentPathKey).ShouldBe((wide.Token.Id, _default.Environment, null, "e1"));
        (await Authenticate(narrow.Secret))!.Tenant.ShouldBe("acme");
        (await _default.Administration.CreateToken(new TokenDraft("none", "x", null))).ShouldBeRefused(Refusals.TenantMissing);
    }

    [Fact]
    public async Task S1_an_unknown_secret_grants_nothing()
    {
        (await Authenticate("scim_unknown")).ShouldBeNull();
        (await Authenticate("")).ShouldBeNull();
    }

    [Fact]
    public async Task S3_a_revoked_token_grants_nothing_anywhere_when_the_revocation_returns()
    {
        var token = (await _default.Administration.CreateToken(new TokenDraft(null, "x", null))).Value();
        for (var i = 0; i < 50; i++)
        {
            for (var silo = 0; silo < shared.Cluster.Silos; silo++)
            {
                (await Authenticate(token.Secret, silo)).ShouldNotBeNull();
            }
        }

        (await _default.Administration.RevokeToken(token.Token.Id)).Value();

        for (var silo = 0; silo < shared.Cluster.Silos; silo++)
        {
            (await Authenticate(token.Secret, silo)).ShouldBeNull();
        }

        (await _default.Administration.GetToken(token.Token.Id)).Value().RevokedAt.ShouldNotBeNull();
        (await _default.Administration.RevokeToken(token.Token.Id)).Value();
    }

    [Fact]
    public async Task S3_a_rotated_token_works_on_for_the_overlap_and_its_successor_has_its_scope()
    {
        await _default.NewTenant("acme");
        var old = (await _default.Administration.CreateToken(new TokenDraft("acme", "x", null))).Value();

        var next = (await _default.Administration.RotateToken(old.Token.Id, TimeSpan.FromHours(1))).Value();

        next.Secret.ShouldNotBe(old.Secret);
        (next.Token.Tenant, next.Token.Description).ShouldBe(("acme", "x"));
        (await Authenticate(next.Secret)).ShouldNotBeNull();
        (await Authenticate(old.Secret)).ShouldNotBeNull();
        (await _default.Administration.GetToken(old.Token.Id)).Value().ExpiresAt.ShouldNotBeNull();

        var last = (await _default.Administration.RotateToken(next.Token.Id, TimeSpan.Zero)).Value();
        (await Authenticate(next.Secret)).ShouldBeNull("no overlap was wanted");
        (await Authenticate(last.Secret)).ShouldNotBeNull();
        (await _default.Administration.RotateToken(next.Token.Id, TimeSpan.Zero)).ShouldBeRefused(Refusals.TokenInactive);
        (await _default.Administration.RotateToken(last.Token.Id, TimeSpan.FromDays(-1))).ShouldBeRefused(Refusals.ExpiryInvalid);
    }

    [Fact]
    public async Task S3_an_expired_token_grants_nothing()
    {
        var soon = TimeProvider.System.GetUtcNow().AddMilliseconds(300);
        var token = (await _default.Administration.CreateToken(new TokenDraft(null, "x", soon))).Value();
        (await Authenticate(token.Secret)).ShouldNotBeNull();

        await Wait.Until(() => TimeProvider.System.GetUtcNow() > soon, "the token to expire");

        (await Authenticate(token.Secret)).ShouldBeNull();
        (await _default.Administration.CreateToken(new TokenDraft(null, "x", soon))).ShouldBeRefused(Refusals.ExpiryInvalid);
    }

    [Fact]
    public async Task S3_the_last_use_is_recorded_beside_the_request()
    {
        var token = (await _default.Administration.CreateToken(new TokenDraft(null, "x", null))).Value();
        token.Token.LastUsedAt.ShouldBeNull();

        await Authenticate(token.Secret);

        var started = TimeProvider.System.GetTimestamp();
        while ((await _default.Administration.GetToken(token.Token.Id)).Value().LastUsedAt is null)
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(10), "waited for the use to be recorded");
        }
    }

    [Fact]
    public async Task S3_a_secret_shows_in_no_text_of_an_answer()
    {
        var token = (await _default.Administration.CreateToken(new TokenDraft(null, "x", null))).Value();

        token.ToString().ShouldNotContain(token.Secret);
        new FirstStartSecrets("scimadm_x", "scim_x").ToString().ShouldBe(nameof(FirstStartSecrets));
        (await _default.Administration.ListTokens(0, 10)).Value().Items.Single().ToString().ShouldNotContain(token.Secret);
    }

    [Fact]
    public async Task S4_a_token_is_no_administrator_key()
    {
        var token = (await _default.Administration.CreateToken(new TokenDraft(null, "x", null))).Value();

        (await shared.Cluster.Grains(0).Access().IsAdministrator(AccessSecret.Hash(token.Secret))).ShouldBeFalse();
    }

    [Fact]
    public async Task every_change_is_in_the_log_in_its_order()
    {
        var user = (await _default.CreateUser("ann")).Value();
        var group = (await _default.CreateGroup("Eng", members: [user.Id.ToString()])).Value();
        (await _default.DeleteUser(user.Id)).Value();

        var log = (await _default.Administration.ReadEvents(0, 100)).Value().Items;

        log.Select(e => e.Position).ShouldBe(Enumerable.Range(1, log.Length).Select(i => (long)i));
        log.Where(e => e.ResourceId == user.Id).Select(e => e.Kind).ShouldBe(["user.created", "user.deleted"]);
        log.Where(e => e.ResourceId == group.Id).Select(e => e.Kind).ShouldBe(["group.created", "group.changed"]);
        (await _default.Administration.ReadEvents(log[^1].Position, 100)).Value().Items.ShouldBeEmpty();
    }

    private static string NewKey() => "p" + Guid.NewGuid().ToString("N")[1..];

    private Task<Scim.Grains.Interfaces.Access.AccessGrant?> Authenticate(string secret, int silo = 0) =>
        shared.Cluster.Grains(silo).Access().Authenticate(AccessSecret.Hash(secret));
}
