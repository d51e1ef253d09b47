using Scim.Grains.Tests.TestKit;
using Scim.Protocol.Errors;

namespace Scim.Grains.Tests.Users;

public sealed class UserQueryTests : IAsyncLifetime
{
    private readonly Interception _store = new();
    private DirectoryCluster _cluster = null!;
    private Connection _default = null!;

    public async Task InitializeAsync()
    {
        _cluster = await DirectoryCluster.Start(1, s => InterceptedStore.Around(s, _store));
        _default = _cluster.Connect(await _cluster.NewEnvironment());
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Theory]
    [InlineData("userName eq \"ANN\"")]
    [InlineData("username EQ \"ann\"")]
    [InlineData("id eq \"{id}\"")]
    public async Task a_look_up_that_was_made_before_needs_no_store(string filter)
    {
        var user = (await _default.CreateUser("Ann", externalId: "1")).Value();
        filter = filter.Replace("{id}", user.Id.ToString(), StringComparison.Ordinal);
        var first = (await _default.ListUsers(filter)).Value();

        var before = _store.Reads;
        var again = (await _default.ListUsers(filter)).Value();

        _store.Reads.ShouldBe(before);
        again.TotalResults.ShouldBe(1);
        again.Items.Single().ShouldBe(first.Items.Single() with { Profile = again.Items.Single().Profile, Groups = again.Items.Single().Groups });
        again.Items.Single().Profile.ShouldBe(first.Items.Single().Profile);
    }

    [Fact]
    public async Task U2_a_name_that_moved_on_to_another_user_finds_the_other()
    {
        var ann = (await _default.CreateUser("ann")).Value().Id;
        (await _default.ListUsers("userName eq \"ann\"")).Value().Items.Single().Id.ShouldBe(ann);
        (await _default.PatchUser(ann, """{"op":"replace","path":"userName","value":"anna"}""")).Value();
        (await _default.ListUsers("userName eq \"ann\"")).Value().TotalResults.ShouldBe(0);

        var other = (await _default.CreateUser("ANN")).Value().Id;

        (await _default.ListUsers("userName eq \"ann\"")).Value().Items.Single().Id.ShouldBe(other);
        (await _default.ListUsers("userName eq \"ann\"")).Value().Items.Single().Id.ShouldBe(other);
        (await _default.DeleteUser(other)).Value();
        (await _default.ListUsers("userName eq \"ann\"")).Value().TotalResults.ShouldBe(0);
    }

    [Fact]
    public async Task U3_a_look_up_shows_the_requests_tenants_own_external_id()
    {
        var acme = await _default.NewTenant("acme");
        await _default.CreateUser("ann", externalId: "d-1");
        (await _default.ListUsers("userName eq \"ann\"")).Value().Items.Single().ExternalId.ShouldBe("d-1");

        for (var i = 0; i < 2; i++)
        {
            (await acme.ListUsers("userName eq \"ann\"")).Value().Items.Single().ExternalId.ShouldBeNull();
            (await acme.ListUsers("externalId eq \"d-1\"")).Value().TotalResults.ShouldBe(0);
            (await _default.ListUsers("externalId eq \"d-1\"")).Value().TotalResults.ShouldBe(1);
        }
    }

    [Fact]
    public async Task a_count_of_zero_or_a_later_page_has_no_resource_but_the_total()
    {
        await _default.CreateUser("ann");
        await _default.ListUsers("userName eq \"ann\"");

        foreach (var (start, count) in new[] { (1, 0), (2, 10) })
        {
            var page = (await _default.ListUsers("userName eq \"ann\"", start, count)).Value();
            (page.TotalResults, page.Items.Length).ShouldBe((1, 0));
        }
    }

    [Fact]
    public async Task a_filter_that_is_wrong_is_refused_and_not_answered_with_nothing()
    {
        (await _default.ListUsers("userName eq")).ShouldBeRefused(Refusals.FilterSyntax);
        (await _default.ListUsers("nickname2 eq \"x\"")).ShouldBeRefused(Refusals.FilterAttribute);
        (await _default.ListGroups("userName eq \"x\"")).ShouldBeRefused(Refusals.FilterAttribute);
    }
}
