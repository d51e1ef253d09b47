using Scim.Grains.Interfaces.Access;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;

namespace Scim.Storage.Sql.Tests.Contract;

public abstract class AdministrationContract : DirectoryStoreContract
{
    [Fact]
    public async Task projects_environments_and_tenants_are_found_by_id_and_by_key_and_listed_in_order()
    {
        var project = (await Store.FindProject(Directory.ProjectId.ToString(), None)).ShouldNotBeNull();
        (await Store.FindProject(project.Key, None)).ShouldBe(project);
        (await Store.FindProject("nothing", None)).ShouldBeNull();
        var environment = (await Store.FindEnvironment(project.Id, "dev", None)).ShouldNotBeNull();
        (await Store.FindEnvironment(project.Id, environment.Id.ToString(), None)).ShouldBe(environment);
        (await Store.FindEnvironment(Guid.Empty, "dev", None)).ShouldBeNull();
        environment.Id.ShouldBe(Directory.Environment.Id);
        (await Store.FindTenant(Directory.Acme, None)).Value!.Name.ShouldBe("Acme");
        (await Store.FindTenant(new(Directory.Environment, "ACME"), None)).Value.ShouldBeNull();
        var tenants = await Store.ListTenants(Directory.Environment, 0, 10, None);
        (tenants.Total, string.Join(',', tenants.Items.Select(t => t.Key))).ShouldBe((2, "default,acme"));
        (await Store.ListTenants(Directory.Environment, 1, 1, None)).Items.Single().Key.ShouldBe("acme");
        (await Store.ListProjects(0, 10, None)).Items.ShouldContain(project);
        (await Store.ListEnvironments(project.Id, 0, 10, None)).Items.ShouldBe([environment]);
    }

    [Fact]
    public async Task a_key_is_unique_where_it_lives()
    {
        var project = (await Store.FindProject(Directory.ProjectId.ToString(), None))!;

        (await Directory.Try(new CreateProject(Guid.CreateVersion7(), project.Key, "Again"))).ShouldBe(new CommitResult.Conflicted(0, ConflictKind.ProjectKey));
        (await Directory.Try(new CreateEnvironment(Guid.CreateVersion7(), project.Id, "dev", "Again", Guid.CreateVersion7())))
            .ShouldBe(new CommitResult.Conflicted(0, ConflictKind.EnvironmentKey));
        (await Directory.Try(new CreateTenant(Directory.Acme, Guid.CreateVersion7(), "Again"))).ShouldBe(new CommitResult.Conflicted(0, ConflictKind.TenantKey));
    }

    [Fact]
    public async Task what_is_created_needs_what_it_lives_in()
    {
        var nowhere = new EnvironmentKey(Guid.CreateVersion7());
        var project = Guid.CreateVersion7();

        (await Directory.Try(new CreateEnvironment(nowhere.Id, project, "dev", "Dev", Guid.CreateVersion7())))
            .ShouldBe(new CommitResult.Missing(0, MissingKind.Project, project));
        (await Directory.Try(new CreateTenant(new(nowhere, "t"), Guid.CreateVersion7(), "T"))).ShouldBe(new CommitResult.Missing(0, MissingKind.Environment, nowhere.Id));
        (await Directory.Try(new CreateUser(new(nowhere, Guid.CreateVersion7()), TestDirectory.Content("a"), false)))
            .ShouldBe(new CommitResult.Missing(0, MissingKind.Environment, nowhere.Id));
        (await Directory.Try(new DefineRole(new(nowhere, "R"), Guid.CreateVersion7(), "R"))).ShouldBe(new CommitResult.Missing(0, MissingKind.Environment, nowhere.Id));
        (await Directory.Try(Token(Guid.CreateVersion7(), [1]) with { Environment = nowhere })).ShouldBe(new CommitResult.Missing(0, MissingKind.Environment, nowhere.Id));
        (await Directory.Try(Token(Guid.CreateVersion7(), [1]) with { Tenant = "nowhere" })).ShouldBeOfType<CommitResult.Missing>().Kind.ShouldBe(MissingKind.Tenant);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("entra -boolean-as-text +blank-path")]
    public async Task a_token_keeps_its_profile(string? profile)
    {
        var id = Guid.CreateVersion7();
        var hash = id.ToByteArray();
        await Directory.Do(Token(id, hash) with { Profile = profile });

        (await Store.FindTokenByHash(hash, None)).ShouldNotBeNull().Grant.Profile.ShouldBe(profile);
        (await Store.FindToken(Directory.Environment, id, None)).ShouldNotBeNull().Profile.ShouldBe(profile);
        (await Store.ListTokens(Directory.Environment, 0, 100, None)).Items.Single(token => token.Id == id).Profile.ShouldBe(profile);
    }

    [Fact]
    public async Task a_token_stands_for_a_user_of_the_environment()
    {
        var user = (await Directory.CreateUser("ann")).Key.Id;
        var id = Guid.CreateVersion7();
        var hash = id.ToByteArray();
        (await Directory.Try(Token(id, hash) with { Tenant = "acme", UserId = Guid.CreateVersion7() })).ShouldBeOfType<CommitResult.Missing>().Kind.ShouldBe(MissingKind.User);

        await Directory.Do(Token(id, hash) with { Tenant = "acme", UserId = user });

        (await Store.FindTokenByHash(hash, None)).ShouldNotBeNull().Grant.UserId.ShouldBe(user);
        (await Store.FindToken(Directory.Environment, id, None)).ShouldNotBeNull().UserId.ShouldBe(user);
        (await Store.ListTokens(Directory.Environment, 0, 100, None)).Items.Single(token => token.Id == id).UserId.ShouldBe(user);
    }

    [Fact]
    public async Task S2_a_token_is_found_by_its_hash_with_the_scope_that_it_grants()
    {
        var id = Guid.CreateVersion7();
        var expires = new DateTimeOffset(2030, 1, 1, 1, 0, 0, TimeSpan.FromHours(1));
        byte[] hash = [1, 2, 3];
        Observer.Changes.Clear();
        var committed = await Directory.Do(Token(id, hash) with { Tenant = "acme", ExpiresAt = expires });

        var row = (await Store.FindTokenByHash(hash, None)).ShouldNotBeNull();

        row.Grant.ShouldBe(new AccessGrant
        {
            TokenId = id,
            Environment = Directory.Environment,
            EnvironmentPathKey = "dev",
            ProjectId = Directory.ProjectId,
            ProjectPathKey = $"p-{Directory.ProjectId:N}",
            Tenant = "acme",
            ExpiresAt = expires.ToUniversalTime(),
        });
        (row.RevokedAt, row.LastUsedAt).ShouldBe((null, null));
        (await Store.FindTokenByHash([1, 2], None)).ShouldBeNull();
        Announced().ShouldBe([CopyKey.Token(Directory.Environment, id)]);
        (await Directory.EventKinds(committed.Position - 1)).ShouldBe(["token.created"]);
        var listed = (await Store.ListTokens(Directory.Environment, 0, 10, None)).Items.Single();
        listed.ShouldBe(await Store.FindToken(Directory.Environment, id, None));
        (listed.Description, listed.Tenant).ShouldBe(("test", "acme"));
    }

    [Fact]
    public async Task S3_a_token_is_revoked_once_and_expires_nearer_never_further()
    {
        var id = Guid.CreateVersion7();
        var soon = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await Directory.Do(Token(id, [7]));

        (await Directory.Do(new ExpireToken(Directory.Environment, id, soon))).Results[0].Changed.ShouldBeTrue();
        (await Directory.Do(new ExpireToken(Directory.Environment, id, soon.AddDays(1)))).Results[0].Changed.ShouldBeFalse();
        (await Directory.Do(new RevokeToken(Directory.Environment, id))).Results[0].Changed.ShouldBeTrue();
        (await Directory.Do(new RevokeToken(Directory.Environment, id))).Results[0].Changed.ShouldBeFalse();

        var row = (await Store.FindTokenByHash([7], None))!;
        row.Grant.ExpiresAt.ShouldBe(soon);
        row.RevokedAt.ShouldNotBeNull();
        (await Directory.Try(new RevokeToken(Directory.Environment, Guid.Empty))).ShouldBe(new CommitResult.Missing(0, MissingKind.Token, Guid.Empty));
        (await Directory.Try(new ExpireToken(Directory.Environment, Guid.Empty, soon))).ShouldBe(new CommitResult.Missing(0, MissingKind.Token, Guid.Empty));
    }

    [Fact]
    public async Task S3_a_tokens_last_use_moves_forward_without_an_event()
    {
        var id = Guid.CreateVersion7();
        var used = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var position = (await Directory.Do(Token(id, [7]))).Position;
        Observer.Changes.Clear();

        (await Directory.Do(new TouchToken(Directory.Environment, id, used))).Position.ShouldBe(position);
        (await Directory.Do(new TouchToken(Directory.Environment, id, used.AddDays(-1)))).Results[0].Changed.ShouldBeFalse();

        (await Store.FindTokenByHash([7], None))!.LastUsedAt.ShouldBe(used);
        Observer.Changes.ShouldBeEmpty();
        (await Directory.Try(new TouchToken(Directory.Environment, Guid.Empty, used))).ShouldBe(new CommitResult.Missing(0, MissingKind.Token, Guid.Empty));
    }

    [Fact]
    public async Task S4_an_administrator_key_is_known_by_its_hash()
    {
        (await Store.AdministratorKeyExists([9], None)).ShouldBeFalse();

        await Directory.Do(new CreateAdministratorKey(Guid.CreateVersion7(), [9], "first"));

        (await Store.AdministratorKeyExists([9], None)).ShouldBeTrue();
        (await Store.IsEmpty(None)).ShouldBeFalse();
    }

    [Fact]
    public async Task events_are_without_gaps_in_the_order_of_commits_and_carry_who_and_when()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            Directory.Try(new CreateUser(Directory.NewUserKey(), TestDirectory.Content($"user-{i / 2}"), false))));
        var token = Guid.CreateVersion7();
        var last = Directory.Group(new CreateTenant(new(Directory.Environment, "t"), Guid.CreateVersion7(), "T")) with { TokenId = token };
        var committed = (await Store.Commit(last, None)).ShouldBeOfType<CommitResult.Committed>();

        var page = await Store.ReadEvents(Directory.Environment, 0, 1000, None);

        page.Items.Select(e => e.Position).ShouldBe(Enumerable.Range(1, page.Items.Length).Select(i => (long)i));
        page.Total.ShouldBe(page.Items.Length);
        page.Items.Count(e => e.Kind == "user.created").ShouldBe(100);
        results.OfType<CommitResult.Committed>().Select(r => page.Items[(int)r.Position - 1].ResourceId)
            .ShouldBe(results.OfType<CommitResult.Committed>().Select(r => r.Results[0].User!.Key.Id));
        page.Items[^1].ShouldSatisfyAllConditions(
            e => e.Position.ShouldBe(committed.Position), e => e.TokenId.ShouldBe(token), e => e.Time.ShouldBe(last.Time), e => e.Tenant.ShouldBe("t"));
        (await Store.ReadEvents(Directory.Environment, 2, 2, None)).Items.Select(e => e.Position).ShouldBe([3, 4]);
    }

    [Fact]
    public async Task a_group_is_atomic_whatever_its_last_operation_is_refused_for()
    {
        var key = Directory.NewUserKey();
        var before = await Store.ReadEvents(Directory.Environment, 0, 1000, None);

        (await Directory.Try(
            new CreateUser(key, TestDirectory.Content("a"), false),
            new CreateTenant(new(Directory.Environment, "t"), Guid.CreateVersion7(), "T"),
            new RevokeToken(Directory.Environment, Guid.Empty))).ShouldBe(new CommitResult.Missing(2, MissingKind.Token, Guid.Empty));

        (await Store.LoadUser(key, None)).Value.ShouldBeNull();
        (await Store.FindTenant(new(Directory.Environment, "t"), None)).Value.ShouldBeNull();
        (await Store.ReadEvents(Directory.Environment, 0, 1000, None)).Total.ShouldBe(before.Total);
        (await Store.QueryUsers(Directory.Default, new StoreQuery(null, 1, 10), None)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task a_group_that_fails_after_writing_does_not_fail_its_neighbours()
    {
        var refused = 0;
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i => i % 3 == 0
            ? await Directory.Try(new CreateUser(Directory.NewUserKey(), TestDirectory.Content($"half-{i}"), false), new RevokeToken(Directory.Environment, Guid.Empty))
            : await Directory.Try(new CreateUser(Directory.NewUserKey(), TestDirectory.Content($"whole-{i}"), false))));

        for (var i = 0; i < results.Length; i++)
        {
            (results[i] is CommitResult.Committed).ShouldBe(i % 3 != 0);
            refused += i % 3 == 0 ? 1 : 0;
        }

        (await Store.QueryUsers(Directory.Default, new StoreQuery(null, 1, 10), None)).Total.ShouldBe(100 - refused);
    }

    [Fact]
    public async Task nobody_hears_of_a_success_before_it_is_announced()
    {
        var announcing = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        Observer.Before = () =>
        {
            announcing.TrySetResult();
            return mayEnd.Task;
        };
        var key = Directory.NewUserKey();
        var commit = Directory.Do(new CreateUser(key, TestDirectory.Content("a"), false));
        await announcing.Task.WaitAsync(TimeSpan.FromSeconds(10));

        (await Store.LoadUser(key, None)).Value.ShouldNotBeNull();
        commit.IsCompleted.ShouldBeFalse();
        mayEnd.SetResult();

        var committed = await commit.WaitAsync(TimeSpan.FromSeconds(10));
        Observer.Changes.ShouldBe([new CommittedChange(CopyKey.User(key), committed.Position)]);
    }

    [Fact]
    public async Task a_success_that_cannot_be_announced_is_not_acknowledged()
    {
        Observer.Before = () => Task.FromException(new InvalidOperationException("no way"));

        await Should.ThrowAsync<StoreUnavailableException>(() => Directory.Try(new CreateUser(Directory.NewUserKey(), TestDirectory.Content("a"), false)));
    }

    private CreateToken Token(Guid id, byte[] hash) => new(Directory.Environment, id, hash, null, "test", null);
}
