namespace Scim.Api.Hosting;

/// <summary>
/// The first step of a stop: readiness is off since the signal, requests are still served. Only after the delay does the host close the listener, let what runs finish,
/// and have the silo hand its grains over.
/// </summary>
internal sealed class Drain(DrainSettings settings, TimeProvider time) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (settings.Delay > TimeSpan.Zero)
        {
            // A stop that is out of time goes on at once.
            await Task.Delay(settings.Delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
