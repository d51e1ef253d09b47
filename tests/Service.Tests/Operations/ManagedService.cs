using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Operations;

/// <summary>A service with a management listener and the dashboard.</summary>
public sealed class ManagedService : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly int _port = FreePort.Next();
    private RunningService? _service;

    internal RunningService Service => _service ?? throw new InvalidOperationException("The service has not started.");

    /// <summary>Through the management listener, without a credential.</summary>
    internal Caller Management => new(Service.Http, $"http://127.0.0.1:{_port}", null);

    /// <summary>Through the public listener, without a credential.</summary>
    internal Caller Public => new(Service.Http, Service.Address, null);

    public async Task InitializeAsync() => _service = await RunningService.Start(
        _directory, map: null, "--Management:Port", $"{_port}", "--Management:Address", "127.0.0.1", "--Dashboard:Enabled", "true");

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        _directory.Dispose();
    }
}
