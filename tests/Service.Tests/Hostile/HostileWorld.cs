using System.Text;
using Microsoft.Extensions.Logging;
using Scim.Service.Tests.Exchanges;
using Scim.Service.Tests.Hosting;
using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Hostile;

/// <summary>An environment to attack, and the means.</summary>
public sealed class HostileWorld : IAsyncLifetime
{
    private readonly ServiceUnderTest _service = new();
    private TestEnvironment? _environment;

    public async Task InitializeAsync()
    {
        await _service.InitializeAsync();
        _environment = await _service.Administrator.CreateProjectWithEnvironment();
        Wire = new WireClient(_service.Service.Address);
        Scim = new Caller(_service.Service.Http, _environment.TenantBase(TestEnvironment.Acme), _environment.Token);
        UserId = await Scim.Create("/Users", new { userName = "victim@example.com", displayName = "Victim" });
        DoubleUserId = await Scim.Create("/Users", new { userName = "double@example.com" });
        DoubleGroupId = await Scim.Create("/Groups", new { displayName = "Doubles" });
        GroupId = await Scim.Create("/Groups", new { displayName = "Victims", members = new[] { new { value = UserId } } });
    }

    internal WireClient Wire { get; private set; } = null!;

    internal Administrator Administrator => _service.Administrator;

    internal Caller Scim { get; private set; } = null!;

    internal TestEnvironment Environment => _environment!;

    internal string UserId { get; private set; } = "";

    /// <summary>A user and a group that may be changed.</summary>
    internal string DoubleUserId { get; private set; } = "";

    internal string DoubleGroupId { get; private set; } = "";

    internal string GroupId { get; private set; } = "";

    /// <summary>The target of <paramref name="path"/> below the tenant base.</summary>
    internal string Target(string path) => $"/scim/v2/{Environment.Project}/{Environment.Key}/v2/{TestEnvironment.Acme}{path}";

    internal string Bearer => $"Authorization: Bearer {Environment.Token}";

    /// <param name="pathAndQuery">Below the tenant base, as it is to go out.</param>
    internal Task<ExchangeAnswer?> Get(string pathAndQuery) => Wire.Send(Wire.Head("GET", Target(pathAndQuery), Bearer));

    /// <summary>Lists with a filter; no more of it is percent-encoded than must be, so that a long one fits into a request line.</summary>
    internal Task<ExchangeAnswer?> Filter(string collection, string filter) =>
        Get($"{collection}?filter={filter.Replace(" ", "%20", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal)}");

    /// <summary>Sends a request with the right token and this body, declared as SCIM JSON.</summary>
    internal Task<ExchangeAnswer?> Send(string method, string path, byte[] body, string mediaType = "application/scim+json") =>
        Wire.Send(Wire.Head(method, Target(path), Bearer, $"Content-Type: {mediaType}", $"Content-Length: {body.Length}"), body);

    internal Task<ExchangeAnswer?> Send(string method, string path, string body) => Send(method, path, Encoding.UTF8.GetBytes(body));

    /// <summary>What the service has logged about faults of its own, for the message of a failed test.</summary>
    internal string Faults => string.Join(
        "\n\n", _service.Service.Logs.GetSnapshot().Where(record => record.Level >= LogLevel.Error).TakeLast(5).Select(record => $"{record.Message}\n{record.Exception}"));

    /// <summary>The service is alive and what it held is still there.</summary>
    internal async Task ShouldStillServe()
    {
        var user = (await Scim.Get("/Users/" + UserId)).Expect(200);
        user.Json.GetProperty("displayName").GetString().ShouldBe("Victim");
        (await Scim.Members(GroupId)).ShouldBe([UserId]);
    }

    public Task DisposeAsync() => _service.DisposeAsync();
}
