using System.Globalization;
using System.Security.Cryptography;
using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Exchanges;
using Scim.Service.Tests.Worlds;

namespace Scim.Cluster.Tests.Exchanges;

/// <summary>Two environments for the exchanges on three nodes, behind one address that leads to any of them.</summary>
/// <param name="fixture">The nodes.</param>
public sealed class ClusterExchangeWorld(ClusterFixture fixture) : IAsyncLifetime
{
    private const string PublicAddress = "http://scim.example.com";
    private ScimBases? _bases;

    /// <summary>The bases of an exchange over a tenant base.</summary>
    internal ScimBases OverTenantBase => _bases!;

    public async Task InitializeAsync()
    {
        var administrator = new Administrator(fixture.Cluster.Administration(0), PublicAddress);
        var environment = await administrator.CreateProjectWithEnvironment();
        _bases = ScimBases.Of(environment, await administrator.CreateEnvironment(environment.Project));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Plays an exchange, each request through a node drawn for it. A failure names the seed; SCIM_TEST_SEED repeats it.</summary>
    internal async Task Play(Exchange exchange, ScimBases bases)
    {
        var seed = Environment.GetEnvironmentVariable("SCIM_TEST_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        using var client = new ExchangeClient(new RandomNode([.. fixture.Cluster.Nodes.Select(node => node.Address)], seed));
        try
        {
            await new ExchangeRunner(client, bases).Play(exchange);
        }
        catch (ExchangeException unexpected)
        {
            throw new ExchangeException($"SCIM_TEST_SEED={seed}: {unexpected.Message}", unexpected);
        }
    }
}
