using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;

namespace Scim.Cluster.Tests.Starting;

/// <summary>How nodes start: together, on a database that has nothing or everything, and what they refuse.</summary>
[Collection(ClusterTests.Name)]
public sealed class StartTests(ClusterFixture fixture)
{
    [Fact]
    public async Task three_nodes_that_start_at_once_on_an_empty_database_make_one_project_and_show_its_secrets_once()
    {
        var database = await fixture.Server.CreateDatabase(migrated: false);
        await using var cluster = TestCluster.Build(database, 3);
        await Task.WhenAll(cluster.Nodes.Select(node => node.Launch()));
        await cluster.BecomesReady();

        cluster.Nodes.Count(node => File.Exists(node.BootstrapFile)).ShouldBe(1);
        cluster.Nodes.Count(node => node.Output.Contains(cluster.Secrets.Token, StringComparison.Ordinal)).ShouldBe(1);
        for (var node = 0; node < 3; node++)
        {
            (await cluster.Administration(node).Get("/projects")).Expect(200).Json.GetProperty("total").GetInt32().ShouldBe(1);
            (await cluster.Legacy(node).Post("/Users", new { userName = $"of-node-{node}" })).Expect(201);
        }
    }

    [Fact]
    public async Task a_change_through_one_node_is_read_through_every_other_at_once()
    {
        var id = (await fixture.Cluster.Legacy(0).Post("/Users", new { userName = ClusterFixture.Fresh("user") })).Expect(201).Id;
        for (var round = 0; round < 30; round++)
        {
            var title = $"title {round}";
            (await fixture.Cluster.Legacy(round % 3).Patch($"/Users/{id}", new { op = "replace", path = "title", value = title })).Expect(200);
            for (var node = 0; node < 3; node++)
            {
                (await fixture.Cluster.Legacy(node).Get($"/Users/{id}")).Expect(200).Json.GetProperty("title").GetString().ShouldBe(title);
            }
        }
    }

    [Theory]
    [InlineData("SQLite serves one node", "--Mode", "cluster")]
    [InlineData("SQLite serves one node", "--Mode", "split")]
    [InlineData("Mode is 'many': it must be one of embedded, cluster, split.", "--Mode", "many")]
    [InlineData("Cluster:SiloPort is '70000'", "--Mode", "cluster", "--PostgreSql:ConnectionString", "Host=127.0.0.1", "--Cluster:SiloPort", "70000")]
    [InlineData("Cluster:Address is '0.0.0.0'", "--Mode", "cluster", "--PostgreSql:ConnectionString", "Host=127.0.0.1", "--Cluster:Address", "0.0.0.0")]
    [InlineData("PostgreSql:ConnectionString cannot be used", "--Mode", "cluster", "--PostgreSql:ConnectionString", "Hots=127.0.0.1")]
    [InlineData("there is no such file", "--PostgreSql:ConnectionString", "Host=127.0.0.1", "--PostgreSql:PasswordFile", "/nowhere/at/all")]
    [InlineData("Drain:Delay", "--Drain:Delay", "60", "--Drain:Timeout", "10")]
    [InlineData("--migrate needs PostgreSql:ConnectionString", "--migrate")]
    public async Task a_configuration_that_cannot_be_is_refused_in_one_sentence(string sentence, params string[] arguments)
    {
        using var directory = new TemporaryDirectory();
        await using var node = await ChildProcess.Start(
            BuiltNode.Assembly, ["--urls", "http://127.0.0.1:0", "--data", directory.File("data"), .. arguments]);
        (await node.Exit()).ShouldBe(1, node.Output);
        node.Output.ShouldContain(sentence);
        node.Output.ShouldNotContain("   at ", customMessage: "no stack trace");
    }

    [Fact]
    public async Task a_node_that_is_alone_shares_its_database_with_nobody()
    {
        var database = await fixture.Server.CreateDatabase();
        string[] alone = ["--Mode", "embedded", "--PostgreSql:ConnectionString", database];
        await using var first = new NodeProcess("first", alone);
        await first.Start();
        foreach (var arguments in (string[][])[alone, ["--Mode", "cluster", "--PostgreSql:ConnectionString", database]])
        {
            await using var second = new NodeProcess("second", arguments);
            await second.Launch();
            (await second.Exit()).ShouldBe(1, second.Output);
            second.Output.ShouldContain("This database is served already");
        }

        // However it ends, it leaves nothing that keeps the next one out.
        await first.Kill();
        await first.Start();
        (await first.Terminate()).ShouldBe(0, first.Output);
        await using var member = new NodeProcess("member", "--Mode", "cluster", "--PostgreSql:ConnectionString", database);
        await member.Start();
    }

    [Fact]
    public async Task migrations_run_as_a_job_of_their_own_and_again_without_harm()
    {
        var database = await fixture.Server.CreateDatabase(migrated: false);
        for (var run = 0; run < 2; run++)
        {
            await using var job = await ChildProcess.Start(BuiltNode.Assembly, "--migrate", "--Mode", "cluster", "--PostgreSql:ConnectionString", database);
            (await job.Exit()).ShouldBe(0, job.Output);
            job.Output.ShouldBeEmpty();
        }
    }
}
