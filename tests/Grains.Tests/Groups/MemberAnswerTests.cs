using Scim.Grains.Tests.TestKit;

namespace Scim.Grains.Tests.Groups;

/// <summary>The members in the answer to a change: what is known on the node is not read again, and is never old.</summary>
public sealed class MemberAnswerTests
{
    private readonly Interception _store = new();
    private readonly Dictionary<string, string> _names = [];

    [Fact]
    public async Task a_change_of_members_who_are_known_asks_the_store_for_nothing_but_the_commit()
    {
        await using var cluster = await Start(silos: 1);
        var client = cluster.Connect(await cluster.NewEnvironment());
        var users = await Users(client, 12);
        var group = (await client.CreateGroup("Eng")).Value().Id;
        (await client.Add(group, [.. users[..4]])).Value();

        var (reads, commits) = (_store.Reads, _store.Calls["Commit"]);
        (await client.Add(group, [.. users[4..12]])).Value().Members!.Ids().ShouldBe(users.Select(Guid.Parse));
        (await client.ReplaceGroup(group, "Eng", null, [.. users[2..5]])).Value().Members!.Ids().ShouldBe(users[2..5].Select(Guid.Parse));
        (await client.GetGroup(group)).Value().Members!.Ids().ShouldBe(users[2..5].Select(Guid.Parse));

        _store.Reads.ShouldBe(reads, string.Join(" ", _store.Calls));
        _store.Calls["Commit"].ShouldBe(commits + 2);
    }

    [Fact]
    public async Task a_member_is_answered_by_the_name_that_it_has_now()
    {
        await using var cluster = await Start(silos: 1);
        var client = cluster.Connect(await cluster.NewEnvironment());
        var users = await Users(client, 4);
        var group = (await client.CreateGroup("Eng")).Value().Id;
        (await client.Add(group, [.. users[..2]])).Value();

        (await client.PatchUser(Guid.Parse(users[0]), """{"op":"replace","path":"displayName","value":"Renamed"}""")).Value();

        (await client.Add(group, [.. users[2..]])).Value().Members!.Names().ShouldBe(["Renamed", .. users[1..].Select(user => _names[user])]);

        // And from then on from what is kept.
        var reads = _store.Reads;
        (await client.ReplaceGroup(group, "Eng", null, [.. users[..3]])).Value().Members!.Names().ShouldBe(["Renamed", .. users[1..3].Select(user => _names[user])]);
        (await client.GetGroup(group)).Value().Members!.Names().ShouldBe(["Renamed", .. users[1..3].Select(user => _names[user])]);
        _store.Reads.ShouldBe(reads, string.Join(" ", _store.Calls));
    }

    [Fact]
    public async Task a_member_that_was_deleted_meanwhile_is_in_no_answer()
    {
        await using var cluster = await Start(silos: 1);
        var client = cluster.Connect(await cluster.NewEnvironment());
        var users = await Users(client, 5);
        var group = (await client.CreateGroup("Eng")).Value().Id;
        (await client.Add(group, [.. users[..3]])).Value();

        (await client.DeleteUser(Guid.Parse(users[1]))).Value();

        string[] left = [users[0], .. users[2..]];
        (await client.Add(group, [.. users[3..]])).Value().Members!.Ids().ShouldBe(left.Select(Guid.Parse));
    }

    [Fact]
    public async Task a_change_that_another_overtakes_is_answered_with_the_other_ones_member_too()
    {
        await using var cluster = await Start(silos: 1);
        var client = cluster.Connect(await cluster.NewEnvironment());
        var users = await Users(client, 4);
        var group = (await client.CreateGroup("Eng")).Value().Id;

        var commits = _store.Calls["Commit"];
        var held = _store.HoldCommits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = client.Add(group, [.. users[1..]]);
        await Wait.Until(() => _store.Calls["Commit"] > commits, "the commit to be held up");
        _store.HoldCommits = null;
        (await client.Add(group, users[0])).Value().MemberCount.ShouldBe(1);
        held.SetResult();

        (await slow).Value().Members!.Ids().ShouldBe(users.Select(Guid.Parse));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task an_answer_is_what_a_read_of_its_version_shows(int silos)
    {
        const int rounds = 40;
        await using var cluster = await Start(silos);
        var environment = await cluster.NewEnvironment();
        var clients = Enumerable.Range(0, silos).Select(silo => cluster.Connect(environment, silo: silo)).ToArray();
        var users = await Users(clients[0], 10);
        var group = (await clients[0].CreateGroup("Eng")).Value().Id;
        var random = new Random(20261129);

        for (var round = 0; round < rounds; round++)
        {
            var client = clients[random.Next(silos)];
            string[] some = [.. users.Where(_ => random.Next(3) == 0), users[random.Next(users.Length)], users[random.Next(users.Length)]];
            if (random.Next(4) == 0)
            {
                (await client.PatchUser(Guid.Parse(some[^1]), $$"""{"op":"replace","path":"displayName","value":"name {{round}}"}""")).Value();
            }

            var changed = (random.Next(4) switch
            {
                0 => await client.ReplaceGroup(group, "Eng", null, some),
                1 => await client.Remove(group, some[0]),
                _ => await client.Add(group, some),
            }).Value();

            foreach (var reader in clients)
            {
                var read = (await reader.GetGroup(group)).Value();
                (read.Version, read.MemberCount).ShouldBe((changed.Version, changed.MemberCount));
                read.Members!.Packed.ShouldBe(changed.Members!.Packed, $"round {round}");
            }
        }
    }

    /// <returns>New users' ids, in the order in which members are listed.</returns>
    private async Task<string[]> Users(Connection client, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _names[(await client.CreateUser($"user-{i}")).Value().Id.ToString()] = $"user-{i}";
        }

        return [.. _names.Keys.Order(StringComparer.Ordinal)];
    }

    // A lease that a busy machine does not let lapse: without one there are no copies.
    private Task<DirectoryCluster> Start(int silos) => DirectoryCluster.Start(silos, store => InterceptedStore.Around(store, _store), lease: TimeSpan.FromSeconds(8));
}
