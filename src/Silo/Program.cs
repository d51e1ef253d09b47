using Scim.Api;
using Scim.Api.Hosting;
using Scim.Silo;
using Scim.Silo.Configuration;
using Scim.Silo.Health;
using Scim.Silo.Operations;
using Scim.Silo.Starting;

return await Program.Run(args);

/// <summary>One node: a silo with its store, and the API in the same process unless the API runs apart.</summary>
public static partial class Program
{
    private const string MigrateSwitch = "--migrate";

    /// <summary>Runs a node to its end, or the migrations alone.</summary>
    /// <returns>The exit code: 1 when the node could not start and has said why.</returns>
    public static async Task<int> Run(string[] args)
    {
        try
        {
            if (args.Contains(MigrateSwitch))
            {
                Database.Migrate(HostExtensions.CreateBuilder([.. args.Where(one => one != MigrateSwitch)]).Configuration);
                return 0;
            }

            await Build(args).RunAsync();
            return 0;
        }
        catch (Exception fault) when (StartRefusal.Reason(fault) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return 1;
        }
    }

    /// <summary>Builds the node from its command line; <paramref name="adjust"/> has the last word on its services.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = HostExtensions.CreateBuilder(args);
        var options = builder.AddNodeOptions();
        builder.AddQuietConsole();
        builder.AddStore(options);
        builder.AddSilo(options);
        builder.AddScimApi();
        builder.AddReadiness<NodeReadiness>("node");
        builder.AddFirstStart();
        builder.AddDrain(options.Drain);
        builder.AddOperations();
        adjust?.Invoke(builder);

        var app = builder.Build();
        if (options.Mode == NodeMode.Split)
        {
            app.MapScimHealth();
        }
        else
        {
            app.MapScimApi();
        }

        app.MapOperations();
        return app;
    }
}
