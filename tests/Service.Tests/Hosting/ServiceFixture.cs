using Scim.Storage.Sql.Tests.PostgreSql;

namespace Scim.Service.Tests.Hosting;

/// <summary>One running service for the tests of a collection. Each test makes what it needs under names of its own.</summary>
public sealed class ServiceFixture : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly PostgreSqlServer? _postgreSql = Store() switch
    {
        null => null,
        "postgresql" => new PostgreSqlServer(),
        var other => throw new InvalidOperationException($"SCIM_TEST_STORE is '{other}'; it can be 'postgresql', or absent for SQLite."),
    };

    private RunningService? _service;

    internal RunningService Service => _service ?? throw new InvalidOperationException("The service has not started.");

    internal Caller Scim => Service.Tenant;

    internal Caller Legacy => Service.Legacy;

    internal Caller Administration => Service.Administration;

    /// <summary>A name that no other test uses.</summary>
    internal static string Fresh(string prefix) => Names.Fresh(prefix);

    /// <summary>Creates a user through the tenant base and gives back its id.</summary>
    internal async Task<string> CreateUser(string? userName = null) =>
        (await Scim.Post("/Users", new { userName = userName ?? Fresh("user") })).Expect(201).Id;

    /// <summary>Creates a tenant of the first environment and gives back a caller of its base with the environment's token.</summary>
    internal async Task<Caller> CreateTenant(string? key = null)
    {
        key ??= Fresh("t");
        (await Administration.Post("/projects/default/environments/dev/tenants", new { key, name = key })).Expect(201);
        return Scim.At($"{Service.Address}/scim/v2/default/dev/v2/{key}");
    }

    public async Task InitializeAsync()
    {
        string[] store = [];
        if (_postgreSql is not null)
        {
            await _postgreSql.InitializeAsync();
            store = ["--PostgreSql:ConnectionString", await _postgreSql.CreateDatabase()];
        }

        _service = await RunningService.Start(_directory, map: null, store);
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        _directory.Dispose();
        if (_postgreSql is not null)
        {
            await _postgreSql.DisposeAsync();
        }
    }

    // The protocol is the same on both stores, so its tests run on both: test.sh runs them a second time with this set.
    private static string? Store() => Environment.GetEnvironmentVariable("SCIM_TEST_STORE");
}
