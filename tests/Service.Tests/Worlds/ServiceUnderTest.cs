using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Worlds;

/// <summary>The running service that the worlds of the suites share while any of them needs it; the last to leave stops it.</summary>
internal sealed class ServiceUnderTest
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static TemporaryDirectory? _directory;
    private static RunningService? _running;
    private static int _users;

    public RunningService Service => _running ?? throw new InvalidOperationException("The service has not started.");

    public Administrator Administrator => new(Service.Administration, Service.Address);

    public async Task InitializeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            _directory ??= new TemporaryDirectory();
            _running ??= await RunningService.Start(_directory);
            _users++;
        }
        finally
        {
            Gate.Release();
        }
    }

    public async Task DisposeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (--_users == 0)
            {
                await _running!.DisposeAsync();
                _directory!.Dispose();
                (_running, _directory) = (null, null);
            }
        }
        finally
        {
            Gate.Release();
        }
    }
}
