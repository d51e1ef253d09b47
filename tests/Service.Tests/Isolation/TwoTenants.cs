using Scim.Service.Tests.Hosting;
using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Isolation;

/// <summary>Two tenants of one environment, a tenant of another, and an administrator.</summary>
public sealed class TwoTenants : IAsyncLifetime
{
    private readonly ServiceUnderTest _service = new();
    private TestEnvironment? _environment;
    private TestEnvironment? _foreign;
    private string _globexToken = "";

    public async Task InitializeAsync()
    {
        await _service.InitializeAsync();
        var administrator = _service.Administrator;
        _environment = await administrator.CreateProjectWithEnvironment();
        _foreign = await administrator.CreateEnvironment(_environment.Project);
        _globexToken = (await administrator.CreateToken(_environment, TestEnvironment.Globex)).Secret;
    }

    /// <summary>The administration API, with its key.</summary>
    internal Caller Administration => _service.Service.Administration;

    internal TestEnvironment Environment => _environment!;

    internal Caller Acme => At(_environment!.TenantBase(TestEnvironment.Acme), _environment.Token);

    internal Caller Globex => At(_environment!.TenantBase(TestEnvironment.Globex), _environment.Token);

    /// <summary>Tenant <c>globex</c> with a token for nothing else.</summary>
    internal Caller GlobexAlone => At(_environment!.TenantBase(TestEnvironment.Globex), _globexToken);

    internal Caller Legacy => At(_environment!.LegacyBase, _environment.Token);

    internal Caller Missing => At(_environment!.TenantBase("no-such-tenant"), _environment.Token);

    /// <summary>Tenant <c>acme</c> of another environment.</summary>
    internal Caller Foreign => At(_foreign!.TenantBase(TestEnvironment.Acme), _foreign.Token);

    public Task DisposeAsync() => _service.DisposeAsync();

    private Caller At(string baseUrl, string token) => new(_service.Service.Http, baseUrl, token);
}
