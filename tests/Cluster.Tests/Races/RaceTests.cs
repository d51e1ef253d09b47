using System.Globalization;
using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;

namespace Scim.Cluster.Tests.Races;

/// <summary>Many clients want the same at the same time, each through another node (rules U2, G2, G13).</summary>
[Collection(ClusterTests.Name)]
public sealed class RaceTests(ClusterFixture fixture)
{
    [Fact]
    public async Task of_a_thousand_parallel_creations_of_one_user_name_one_succeeds()
    {
        var userName = ClusterFixture.Fresh("wanted");
        var replies = await Many(1000, i => fixture.Cluster.Legacy(i % 3).Post("/Users", new { userName }));
        replies.Count(reply => reply.Status == 201).ShouldBe(1);
        replies.Where(reply => reply.Status != 201).ShouldAllBe(reply => reply.Status == 409 && reply.ScimType == "uniqueness");
        for (var node = 0; node < 3; node++)
        {
            var found = await fixture.Cluster.Legacy(node).Get($"/Users?filter=userName+eq+\"{userName}\"");
            found.Expect(200).Json.GetProperty("totalResults").GetInt32().ShouldBe(1);
        }
    }

    [Fact]
    public async Task two_hundred_tenants_that_create_one_group_at_once_share_one_role()
    {
        const int Tenants = 200;
        var displayName = ClusterFixture.Fresh("Engineers");
        var prefix = ClusterFixture.Fresh("t");
        (await Many(Tenants, i => fixture.Cluster.Administration(i % 3).Post("/projects/default/environments/dev/tenants", new { key = $"{prefix}-{i}", name = $"T{i}" })))
            .ShouldAllBe(reply => reply.Status == 201);

        var replies = await Many(Tenants, i => fixture.Cluster.Tenant(i % 3, $"{prefix}-{i}").Post("/Groups", new { displayName }));
        replies.ShouldAllBe(reply => reply.Status == 201);
        replies.Select(reply => reply.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task five_hundred_parallel_additions_to_one_group_leave_five_hundred_members()
    {
        const int Members = 500;
        var prefix = ClusterFixture.Fresh("member");
        var users = (await Many(Members, i => fixture.Cluster.Legacy(i % 3).Post("/Users", new { userName = $"{prefix}-{i}" }))).Select(reply => reply.Expect(201).Id).ToList();
        var group = (await fixture.Cluster.Legacy(0).Post("/Groups", new { displayName = ClusterFixture.Fresh("Crowd") })).Expect(201).Id;

        var replies = await Many(Members, i => fixture.Cluster.Legacy(i % 3).Patch($"/Groups/{group}", new { op = "add", path = "members", value = new[] { new { value = users[i] } } }));
        replies.ShouldAllBe(reply => reply.Status == 200 || reply.Status == 204);
        for (var node = 0; node < 3; node++)
        {
            var read = (await fixture.Cluster.Legacy(node).Get($"/Groups/{group}")).Expect(200);
            read.Json.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("value").GetString()).ShouldBe(users, ignoreOrder: true);
        }
    }

    private static async Task<Reply[]> Many(int count, Func<int, Task<Reply>> call) => await Task.WhenAll(Enumerable.Range(0, count).Select(i => UntilTried(() => call(i))));

    // A node that stood still for two seconds, as on a machine that has too much to do, refuses changes for six: nothing was changed, and clients repeat the request when they are told to.
    private static async Task<Reply> UntilTried(Func<Task<Reply>> call)
    {
        var reply = await call();
        for (var repetitions = 0; repetitions < 10 && reply.Status == 503 && reply.Header("Retry-After") is { } seconds; repetitions++)
        {
            await Task.Delay(TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)));
            reply = await call();
        }

        return reply;
    }
}
