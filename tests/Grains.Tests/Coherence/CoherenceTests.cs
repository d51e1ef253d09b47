using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Grains.Interfaces.Users;
using Scim.Grains.Tests.TestKit;

namespace Scim.Grains.Tests.Coherence;

/// <summary>What one silo acknowledged, the other never contradicts, while readers keep its copies warm.</summary>
[Collection(TwoSilosCollection.Name)]
public sealed class CoherenceTests(TwoSilos shared) : IAsyncLifetime
{
    private const int Rounds = 300;
    private Connection _a = null!;
    private Connection _b = null!;

    public async Task InitializeAsync()
    {
        var environment = await shared.Cluster.NewEnvironment();
        _a = shared.Cluster.Connect(environment, silo: 0);
        _b = shared.Cluster.Connect(environment, silo: 1);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task what_a_process_answers_without_a_call_is_what_the_grain_answers_and_never_old()
    {
        var committed = shared.Cluster.Services(1).GetRequiredService<ICommittedUsers>();
        var user = (await _a.CreateUser("ann")).Value().Id;
        var key = new MembershipKey(_b.Tenant, user);
        var answered = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var title = i.ToString(CultureInfo.InvariantCulture);
            (await _a.PatchUser(user, $$"""{"op":"add","path":"title","value":"{{title}}"}""")).Value();
            Check(committed.Find(key), title);
            (await _b.GetUser(user)).Value();
            (await _b.ListUsers("userName eq \"ann\"")).Value();
            Check(committed.Find(key), title);
            Check(committed.LookUp(_b.Tenant, new ListRequest("USERNAME eq \"Ann\"", 1, 100, false))?.Items.ShouldHaveSingleItem(), title);
        }

        answered.ShouldBeGreaterThan(0, "a copy that was just read is there while the lease holds");
        committed.LookUp(_b.Tenant, new ListRequest("userName eq ann", 1, 100, false)).ShouldBeNull("what is wrong with a filter is the grain's to say");
        (await _a.DeleteUser(user)).Value();
        committed.Find(key).ShouldBeNull();

        void Check(UserResource? found, string title)
        {
            if (found is not null)
            {
                answered++;
                found.Text("title").ShouldBe(title);
            }
        }
    }

    [Fact]
    public async Task a_revoked_role_is_never_granted_again_by_the_other_silo()
    {
        var user = (await _a.CreateUser("ann")).Value().Id;
        var group = (await _a.CreateGroup("Eng")).Value().Id;
        await WhileReading(() => _b.Roles(user), async () =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                (await _a.Add(group, user)).Value();
                (await _b.RoleNames(user)).ShouldBe(["Eng"], $"round {i}");
                (await _b.GetUser(user)).Value().Groups.Length.ShouldBe(1, $"round {i}");
                (await _a.Remove(group, user)).Value();
                (await _b.RoleNames(user)).ShouldBeEmpty($"round {i}");
                (await _b.GetUser(user)).Value().Groups.ShouldBeEmpty($"round {i}");
            }
        });
    }

    [Fact]
    public async Task U6_a_deactivation_is_effective_everywhere_when_its_patch_returns()
    {
        var user = (await _a.CreateUser("ann")).Value().Id;
        await _a.CreateGroup("Eng", members: [user.ToString()]);
        await WhileReading(() => _b.Roles(user), async () =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                (await _a.PatchUser(user, """{"op":"replace","path":"active","value":false}""")).Value();
                (await _b.RoleNames(user)).ShouldBeEmpty($"round {i}");
                (await _a.PatchUser(user, """{"op":"replace","path":"active","value":true}""")).Value();
                (await _b.RoleNames(user)).ShouldBe(["Eng"], $"round {i}");
            }
        });
    }

    [Fact]
    public async Task a_client_reads_its_own_writes_through_the_other_silo()
    {
        var user = (await _a.CreateUser("ann", externalId: "0")).Value().Id;
        await WhileReading(() => _b.GetUser(user), async () =>
        {
            for (var i = 1; i <= Rounds; i++)
            {
                var (writer, reader) = i % 2 == 0 ? (_a, _b) : (_b, _a);
                (await writer.PatchUser(user, Numbered(i))).Value();
                var seen = (await reader.GetUser(user)).Value();
                (seen.Text("title"), seen.ExternalId).ShouldBe(($"{i}", $"{i}"));
                (await reader.ListUsers("userName eq \"ann\"", count: 1)).Value().Items.Single().Text("title").ShouldBe($"{i}");
            }
        });
    }

    [Fact]
    public async Task U9_no_reader_ever_sees_half_of_a_change_of_profile_and_external_id()
    {
        var user = (await _a.CreateUser("ann", externalId: "0", more: ""","title":"0" """)).Value().Id;
        var torn = 0;
        await WhileReading(
            async () =>
            {
                var outcome = await _b.GetUser(user);
                if (outcome.Value().Text("title") != outcome.Value().ExternalId)
                {
                    Interlocked.Increment(ref torn);
                }

                return outcome;
            },
            async () =>
            {
                for (var i = 1; i <= Rounds; i++)
                {
                    (await (i % 2 == 0 ? _a : _b).PatchUser(user, Numbered(i))).Value();
                }
            });
        torn.ShouldBe(0);
    }

    [Fact]
    public async Task a_group_and_its_members_are_always_of_one_version()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i => (await _a.CreateUser("u" + i)).Value().Id));
        var group = (await _a.CreateGroup("Eng")).Value();
        var wrong = 0;
        await WhileReading(
            async () =>
            {
                var outcome = await _b.GetGroup(group.Id);
                var seen = outcome.Value();
                if (seen.Members!.Count != seen.MemberCount || seen.Version != group.Version + seen.MemberCount)
                {
                    Interlocked.Increment(ref wrong);
                }

                return outcome;
            },
            async () =>
            {
                for (var i = 0; i < users.Length; i++)
                {
                    (await (i % 2 == 0 ? _a : _b).Add(group.Id, users[i])).Value();
                    (await _b.GetGroup(group.Id)).Value().MemberCount.ShouldBe(i + 1);
                    (await _a.GetGroup(group.Id)).Value().MemberCount.ShouldBe(i + 1);
                }
            });
        wrong.ShouldBe(0);
    }

    [Fact]
    public async Task a_user_deleted_on_one_silo_is_gone_on_the_other()
    {
        for (var i = 0; i < 100; i++)
        {
            var user = (await _a.CreateUser("u" + i)).Value().Id;
            (await _b.GetUser(user)).Value();
            (await _b.GetUser(user)).Value();
            (await _a.DeleteUser(user)).Value();
            (await _b.GetUser(user)).IsRefused.ShouldBeTrue();
            (await _b.ListUsers($"id eq \"{user}\"")).Value().TotalResults.ShouldBe(0);
        }
    }

    private static string Numbered(int i) => $$"""{"op":"replace","value":{"title":"{{i}}","externalId":"{{i}}" } }""";

    private static async Task WhileReading<T>(Func<Task<Outcome<T>>> read, Func<Task> write)
        where T : class
    {
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                (await read()).Value();
            }
        })).ToArray();
        try
        {
            await write();
        }
        finally
        {
            await done.CancelAsync();
        }

        await Task.WhenAll(readers);
    }
}
