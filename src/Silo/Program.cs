using Scim.Api;
using Scim.Silo;

await Program.Build(args).RunAsync();

/// <summary>One node: a silo with its store, and the API in the same process.</summary>
public static partial class Program
{
    /// <summary>Builds the node from its command line; <paramref name="adjust"/> has the last word on its services.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        // A node's configuration is read once: no watching of files.
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        builder.AddNodeOptions();
        builder.AddQuietConsole();
        builder.AddEmbeddedStore();
        builder.AddEmbeddedCluster();
        builder.AddScimApi();
        builder.AddReadiness();
        builder.AddFirstStart();
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.MapScimApi();
        return app;
    }
}
