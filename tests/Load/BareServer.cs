using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Scim.Load;

/// <summary>What the HTTP server alone costs: Kestrel with one route that gives back fixed bytes. It asks for no token and knows no resource.</summary>
internal static class BareServer
{
    public static async Task Run(Options options)
    {
        var body = await File.ReadAllBytesAsync(options["body"]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(options["url"]);
        var app = builder.Build();
        app.MapGet(options["path"] + "/Users/{id}", (HttpContext context, string id) =>
        {
            context.Response.ContentType = "application/scim+json";
            context.Response.ContentLength = body.Length;
            context.Response.Headers.ETag = "W/\"1.1\"";
            context.Response.Headers.Location = options["url"] + options["path"] + "/Users/" + id;
            return context.Response.Body.WriteAsync(body).AsTask();
        });
        await app.RunAsync();
    }
}
