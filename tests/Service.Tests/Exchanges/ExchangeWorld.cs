using Scim.Protocol.Deviations;
using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Exchanges;

/// <summary>Two environments for the exchanges, on the service that the tests share.</summary>
public sealed class ExchangeWorld : IAsyncLifetime
{
    private readonly ServiceUnderTest _service = new();
    private readonly ExchangeClient _client = new();
    private readonly Dictionary<string, string> _tokens = [];
    private ScimBases? _tenantBases;

    public async Task InitializeAsync()
    {
        await _service.InitializeAsync();
        var administrator = _service.Administrator;
        var environment = await administrator.CreateProjectWithEnvironment();
        var foreign = await administrator.CreateEnvironment(environment.Project);
        _tenantBases = ScimBases.Of(environment, foreign);
        foreach (var (idp, _) in IdpProfiles.BuiltIn)
        {
            _tokens[idp] = (await administrator.CreateToken(environment, idp: idp)).Secret;
        }
    }

    /// <summary>The bases of an exchange over a tenant base.</summary>
    internal ScimBases OverTenantBase => _tenantBases!;

    /// <summary>The bases of an exchange over the legacy base, which is tenant <c>default</c> (rule A1).</summary>
    internal ScimBases OverLegacyBase => _tenantBases!.OverLegacyBase();

    /// <summary>The bases of an exchange over a tenant base, with a token of a profile.</summary>
    internal ScimBases WithProfile(string idp) => OverTenantBase with { Token = _tokens[idp] };

    internal Task Play(Exchange exchange, ScimBases bases) => new ExchangeRunner(_client, bases).Play(exchange);

    internal Task<ExchangeAnswer> Get(string url) =>
        _client.Send("GET", url, new Dictionary<string, string> { ["Authorization"] = "Bearer " + _tenantBases!.Token }, null);

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }
}
