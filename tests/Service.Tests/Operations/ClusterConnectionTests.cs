using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Scim.Api.Hosting;

namespace Scim.Service.Tests.Operations;

/// <summary>When an API process of its own takes requests.</summary>
public sealed class ClusterConnectionTests
{
    private readonly ClusterConnection _connection = new(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));

    [Fact]
    public async Task a_gateway_alone_is_no_connection_until_the_client_has_started_and_knows_the_grains()
    {
        Gateways(1, before: 0);
        await ShouldBeConnected(false);

        await _connection.StartedAsync(default);
        await ShouldBeConnected(true);
    }

    [Fact]
    public async Task a_started_client_is_connected_while_it_has_a_gateway()
    {
        await _connection.StartedAsync(default);
        Gateways(0, before: 1);
        await ShouldBeConnected(false);

        Gateways(2, before: 0);
        await ShouldBeConnected(true);

        _connection.Lost(null, EventArgs.Empty);
        await ShouldBeConnected(false);
    }

    private void Gateways(int now, int before) => _connection.GatewaysChanged(null, new GatewayCountChangedEventArgs(now, before));

    private async Task ShouldBeConnected(bool expected)
    {
        _connection.IsConnected.ShouldBe(expected);
        (await _connection.CheckHealthAsync(new HealthCheckContext())).Status.ShouldBe(expected ? HealthStatus.Healthy : HealthStatus.Unhealthy);
    }
}
