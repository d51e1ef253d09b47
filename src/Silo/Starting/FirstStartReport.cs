using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Scim.Api.Http;
using Scim.Grains.Environments;
using Scim.Silo.Configuration;

namespace Scim.Silo.Starting;

/// <summary>
/// Once the node listens: fills an empty store and shows its secrets, the only time that anybody can read them; later starts show the base URLs alone.
/// Secrets go to the console and to <c>--bootstrap-file</c>, never through the log.
/// </summary>
internal sealed class FirstStartReport(FirstStart firstStart, NodeOptions options, IOptions<ApiOptions> api, IServer server) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var listening = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        var addresses = BaseAddresses.Of(api.Value.PublicUrl, listening);

        // Opened before the secrets exist: a path that cannot be written must not cost them.
        using var file = options.BootstrapFile is { } path ? SecretFile.Open(path) : null;
        var secrets = await firstStart.Run(cancellationToken);
        if (secrets is null)
        {
            await Console.Out.WriteLineAsync(Addresses(addresses));
            return;
        }

        // The file first: a script that has seen the lines finds it. A disk that is full must not cost the secrets either.
        try
        {
            file?.Write(secrets, addresses);
        }
        finally
        {
            await Console.Out.WriteLineAsync(Addresses(addresses) + Secrets(secrets, addresses));
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Addresses(BaseAddresses addresses) =>
        $"""

        SCIM base URL (tenant 'default')   {addresses.Tenant}
        SCIM base URL (legacy)             {addresses.Legacy}
        """;

    private static string Secrets(FirstStartSecrets secrets, BaseAddresses addresses) =>
        $"""


        First start. Keep these; they are not shown again:
          SCIM token         {secrets.Token}
          Administrator key  {secrets.AdministratorKey}

        Try it:
          curl -H 'Authorization: Bearer {secrets.Token}' '{addresses.Tenant}/Users'

        """;
}
