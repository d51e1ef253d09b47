using System.Collections.Immutable;
using System.Text.Json;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Operations;
using Scim.Grains.Storage.Rows;

namespace Scim.Storage.Sql.Tests.Contract;

/// <summary>A store with a project, an environment and the tenants <c>default</c> and <c>acme</c>, and short words for changing it.</summary>
public sealed class TestDirectory
{
    private long _ticks = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

    private TestDirectory(IDirectoryStore store, EnvironmentKey environment)
    {
        Store = store;
        Environment = environment;
    }

    public IDirectoryStore Store { get; }

    public EnvironmentKey Environment { get; }

    public Guid ProjectId { get; private init; }

    public TenantKey Default => new(Environment, "default");

    public TenantKey Acme => new(Environment, "acme");

    public static async Task<TestDirectory> Create(IDirectoryStore store)
    {
        var project = Guid.CreateVersion7();
        var directory = new TestDirectory(store, new EnvironmentKey(Guid.CreateVersion7())) { ProjectId = project };
        await directory.Do(
            new CreateProject(project, $"p-{project:N}", "Project"),
            new CreateEnvironment(directory.Environment.Id, project, "dev", "Development", Guid.CreateVersion7()),
            new CreateTenant(directory.Acme, Guid.CreateVersion7(), "Acme"));
        return directory;
    }

    /// <summary>The same directory through another store on the same data.</summary>
    public TestDirectory Through(IDirectoryStore store) => new(store, Environment) { ProjectId = ProjectId };

    public AtomicGroup Group(params StoreOperation[] operations) => new(
        Guid.CreateVersion7(), Environment, Tick(), null, [.. operations]);

    public async Task<CommitResult> Try(params StoreOperation[] operations) => await Store.Commit(Group(operations), CancellationToken.None);

    public async Task<CommitResult.Committed> Do(params StoreOperation[] operations) =>
        (await Try(operations)).ShouldBeOfType<CommitResult.Committed>();

    public static UserContent Content(string userName, string? displayName = null, bool active = true, params string[] emails) => new()
    {
        UserName = userName,
        DisplayName = displayName ?? userName,
        Active = active,
        Profile = JsonSerializer.SerializeToUtf8Bytes(new { userName, displayName = displayName ?? userName, active }),
        Emails = [.. emails.Select(e => new EmailValue(e, "work"))],
    };

    /// <summary>Ids in the order of the calls, whatever the clock's steps.</summary>
    public UserKey NewUserKey() => new(Environment, Guid.CreateVersion7(Tick()));

    public async Task<UserRow> CreateUser(string userName, string? displayName = null)
    {
        var result = await Do(new CreateUser(NewUserKey(), Content(userName, displayName), false));
        return result.Results[0].User!;
    }

    public async Task<GroupRow> CreateGroup(TenantKey tenant, string name, params Guid[] members)
    {
        var key = new GroupKey(tenant, Guid.CreateVersion7());
        var result = await Do(new TakeUpGroup(key, true, KeyOf(name), name, null, [.. members]));
        return result.Results[0].Group!;
    }

    public static string KeyOf(string name) => string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));

    public static ChangeGroup Add(GroupKey group, params Guid[] users) => new(group, null, null, null, null, new MemberChange(false, [.. users], []));

    public static ChangeGroup Remove(GroupKey group, params Guid[] users) => new(group, null, null, null, null, new MemberChange(false, [], [.. users]));

    public static ChangeGroup Replace(GroupKey group, long? version, params Guid[] users) =>
        new(group, version, null, null, null, new MemberChange(true, [.. users], []));

    public static ChangeGroup Rename(GroupKey group, string name, long? version = null) => new(group, version, name, KeyOf(name), null, MemberChange.None);

    public async Task<ImmutableArray<(Guid Id, string Display)>> Members(GroupKey group)
    {
        var loaded = await Store.LoadMembers(group, CancellationToken.None);
        return MemberLists.Unpack(loaded.Value.ShouldNotBeNull().Members.ShouldNotBeNull());
    }

    public async Task<ImmutableArray<string>> EventKinds(long after = 0)
    {
        var page = await Store.ReadEvents(Environment, after, 1000, CancellationToken.None);
        return [.. page.Items.Select(e => e.Kind)];
    }

    private DateTimeOffset Tick() => new(Interlocked.Add(ref _ticks, TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
