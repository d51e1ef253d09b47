using System.Text;
using Scim.Service.Tests.Exchanges;
using Scim.Service.Tests.Hosting;
using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Isolation;

/// <summary>A target and the credentials of everybody who has no business there.</summary>
public sealed class IsolationWorld : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ServiceUnderTest _service = new();
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private IsolationTarget? _target;

    internal ExchangeClient Client { get; } = new();

    internal IReadOnlyList<CatalogEntry> Catalog { get; private set; } = [];

    internal IsolationTarget Target => _target!;

    internal TestEnvironment Environment => Target.Environment;

    /// <summary>The value of an Authorization header, by who sends it.</summary>
    internal string? Authorization(string bearer) => _tokens[bearer].Length == 0 ? null : _tokens[bearer];

    public async Task InitializeAsync()
    {
        await _service.InitializeAsync();
        Catalog = EndpointCatalog.Of(_service.Service.Services);
        var administrator = _service.Administrator;
        var environment = await administrator.CreateProjectWithEnvironment();
        var sibling = await administrator.CreateEnvironment(environment.Project);
        var stranger = await administrator.CreateProjectWithEnvironment();
        _target = await CreateTarget(administrator, environment);

        var expiring = await administrator.CreateToken(environment, expiresAt: TimeProvider.System.GetUtcNow().AddSeconds(2));
        var revoked = await administrator.CreateToken(environment);
        _tokens["nobody"] = "";
        _tokens["a stranger with an invented token"] = "Bearer " + new string('x', 43);
        _tokens["a stranger with half a token"] = "Bearer " + environment.Token[..^4];
        _tokens["a stranger with the token in capitals"] = "Bearer " + environment.Token.ToUpperInvariant();
        _tokens["a client of another scheme"] = "Basic " + environment.Token;
        _tokens["a client without a scheme"] = environment.Token;
        _tokens["a client with an empty bearer"] = "Bearer ";
        _tokens["a client with two tokens"] = $"Bearer {environment.Token} {environment.Token}";
        _tokens["the bearer of an expired token"] = "Bearer " + expiring.Secret;
        _tokens["the bearer of a revoked token"] = "Bearer " + revoked.Secret;
        _tokens["an administrator"] = "Bearer " + _service.Service.Secrets.AdminKey;
        _tokens["another tenant"] = "Bearer " + (await administrator.CreateToken(environment, TestEnvironment.Globex)).Secret;
        _tokens["the tenant"] = "Bearer " + (await administrator.CreateToken(environment, TestEnvironment.Acme)).Secret;
        _tokens["the default tenant"] = "Bearer " + (await administrator.CreateToken(environment, "default")).Secret;
        _tokens["another environment"] = "Bearer " + sibling.Token;
        _tokens["another project"] = "Bearer " + stranger.Token;
        _tokens["the environment"] = "Bearer " + environment.Token;
        _tokens["the user"] = "Bearer " + (await administrator.CreateToken(environment, TestEnvironment.Acme, user: Target.UserId)).Secret;
        _tokens["the user in another tenant"] = "Bearer " + (await administrator.CreateToken(environment, TestEnvironment.Globex, user: Target.UserId)).Secret;

        // Both are used while they are good, so that no answer about them is fresh.
        await Expect(200, "the bearer of a revoked token");
        await administrator.RevokeToken(environment, revoked.Id);
        await WaitForRefusal("the bearer of a revoked token");
        await WaitForRefusal("the bearer of an expired token");
    }

    /// <summary>The target as its owner sees it: both resources and the lists they stand in, through both bases.</summary>
    internal async Task<string> Snapshot()
    {
        var parts = new List<string>();
        foreach (var url in new[] { Environment.LegacyBase, Environment.TenantBase(TestEnvironment.Acme) })
        {
            foreach (var path in new[] { "/Users", "/Groups", $"/Users/{Target.UserId}", $"/Groups/{Target.GroupId}" })
            {
                var answer = await Client.Send("GET", url + path, Bearer("the environment"), null);
                answer.Status.ShouldBe(200, $"GET {path} as the owner: {answer}");
                parts.Add(answer.Text);
            }
        }

        return string.Join('\n', parts);
    }

    internal Dictionary<string, string> Bearer(string who)
    {
        var headers = new Dictionary<string, string> { ["Content-Type"] = "application/scim+json" };
        if (Authorization(who) is { } authorization)
        {
            headers["Authorization"] = authorization;
        }

        return headers;
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _service.DisposeAsync();
    }

    private async Task<IsolationTarget> CreateTarget(Administrator administrator, TestEnvironment environment)
    {
        _tokens["the environment"] = "Bearer " + environment.Token;
        var secret = ServiceFixture.Fresh("secret");
        var user = await Create($"{environment.TenantBase(TestEnvironment.Acme)}/Users", $$"""{"userName":"{{secret}}@example.com","displayName":"{{secret}}"}""");
        var group = $$"""{"displayName":"{{secret}}","members":[{"value":"{{user}}"}]}""";
        var id = await Create($"{environment.TenantBase(TestEnvironment.Acme)}/Groups", group);
        (await Create($"{environment.LegacyBase}/Groups", group)).ShouldBe(id, "a second tenant reuses the role (rule G2)");
        var token = await administrator.CreateToken(environment);
        return new IsolationTarget(environment, user, id, token.Id, secret);
    }

    private async Task<string> Create(string url, string body)
    {
        var answer = await Client.Send("POST", url, Bearer("the environment"), Encoding.UTF8.GetBytes(body));
        answer.Status.ShouldBe(201, answer.ToString());
        return answer.Json!.Value.GetProperty("id").GetString()!;
    }

    private async Task Expect(int status, string who) =>
        (await Probe(who)).ShouldBe(status, $"{who} at the start");

    private async Task<int> Probe(string who) =>
        (await Client.Send("GET", $"{Environment.LegacyBase}/ServiceProviderConfig", Bearer(who), null)).Status;

    private async Task WaitForRefusal(string who)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (await Probe(who) != 401)
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(Patience, $"waited for {who} to be refused");
            await Task.Delay(20);
        }
    }
}
