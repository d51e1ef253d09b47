using Scim.Api.Hosting;
using Scim.Grains.Environments;

namespace Scim.Silo.Configuration;

/// <summary>What a node is told at its start. Everything is looked at before anything runs.</summary>
/// <param name="Mode">Key <c>Mode</c>.</param>
/// <param name="Data">The directory of the embedded store: <c>--data</c>, by default <c>data</c> in the working directory.</param>
/// <param name="BootstrapFile">Where the first start also writes what it prints: <c>--bootstrap-file</c>; null: nowhere.</param>
/// <param name="PostgreSql">Null: the store is SQLite.</param>
/// <param name="Cluster">Null: this node is alone.</param>
/// <param name="Drain">How to stop.</param>
/// <param name="TokenLifetime">Key <c>Tokens:LifetimeDays</c>; 0: without an end.</param>
internal sealed record NodeOptions(
    NodeMode Mode, string Data, string? BootstrapFile, PostgreSqlSettings? PostgreSql, ClusterSettings? Cluster, DrainSettings Drain,
    TokenLifetime TokenLifetime)
{
    /// <exception cref="RefusedConfigurationException">Something is missing or cannot be.</exception>
    public static NodeOptions Of(IConfiguration configuration)
    {
        var settings = new Settings(configuration);
        var mode = settings.OneOf<NodeMode>("Mode");
        var database = PostgreSqlSettings.Of(settings);
        if (mode != NodeMode.Embedded && database is null)
        {
            throw new RefusedConfigurationException(
                $"Mode is '{settings.Text("Mode")}', but there is no PostgreSql:ConnectionString. SQLite serves one node: several need a PostgreSQL database that they share.");
        }

        return new NodeOptions(
            mode, Path.GetFullPath(settings.Text("data") ?? "data"), settings.Text("bootstrap-file"), database,
            mode == NodeMode.Embedded ? null : ClusterSettings.Of(settings), DrainSettings.Of(settings, mode == NodeMode.Embedded ? TimeSpan.Zero : DrainSettings.SharedDelay),
            new TokenLifetime(settings.Number("Tokens:LifetimeDays", least: 0) is not { } days ? TokenLifetime.DefaultDays : days == 0 ? null : days));
    }
}
