using Microsoft.Extensions.DependencyInjection;
using Scim.Grains.Access;
using Scim.Grains.Environments;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Tests.TestKit;

namespace Scim.Grains.Tests.Environments;

public sealed class FirstStartTests
{
    [Fact]
    public async Task S3_an_empty_store_gets_its_first_secrets_once_and_they_work()
    {
        await using var cluster = await DirectoryCluster.Start(1);
        var start = cluster.Services(0).GetRequiredService<FirstStart>();

        var secrets = (await start.Run(default))!;

        var access = cluster.Grains(0).Access();
        (await access.IsAdministrator(AccessSecret.Hash(secrets.AdministratorKey))).ShouldBeTrue();
        (await access.IsAdministrator(AccessSecret.Hash(secrets.Token))).ShouldBeFalse();
        var grant = (await access.Authenticate(AccessSecret.Hash(secrets.Token)))!;
        (grant.ProjectPathKey, grant.EnvironmentPathKey, grant.Tenant).ShouldBe(("default", "dev", null));
        (await access.Authenticate(AccessSecret.Hash(secrets.AdministratorKey))).ShouldBeNull();
        (await cluster.Grains(0).Environment(grant.Environment).GetTenant("default")).Value().Key.ShouldBe("default");
        (await start.Run(default)).ShouldBeNull();
    }

    [Fact]
    public async Task two_nodes_that_start_together_make_one_set_of_secrets()
    {
        await using var cluster = await DirectoryCluster.Start(2);

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => cluster.Services(i % 2).GetRequiredService<FirstStart>().Run(default)));

        made.Count(s => s is not null).ShouldBe(1);
    }
}
