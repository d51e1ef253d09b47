namespace Scim.Service.Tests.Hosting;

/// <summary>One running service for the tests of a collection. Each test makes what it needs under names of its own.</summary>
public sealed class ServiceFixture : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
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

    public async Task InitializeAsync() => _service = await RunningService.Start(_directory);

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        _directory.Dispose();
    }
}
