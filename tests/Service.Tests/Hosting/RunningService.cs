using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Logging.Testing;

namespace Scim.Service.Tests.Hosting;

/// <summary>The whole service in this process: the node as <c>Program</c> builds it, on a free port, with a data directory.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private RunningService(WebApplication app, Bootstrapped secrets)
    {
        _app = app;
        Secrets = secrets;
        Address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
    }

    /// <summary>Without a slash at the end.</summary>
    public string Address { get; }

    public Bootstrapped Secrets { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Every log record of every level and category.</summary>
    public FakeLogCollector Logs => _app.Services.GetFakeLogCollector();

    public HttpClient Http => _http;

    /// <summary>The legacy base (rule A1) with the first token.</summary>
    public Caller Legacy => new(_http, Address + "/scim/v2/default/dev", Secrets.Token);

    /// <summary>The base of tenant <c>default</c> (rule A2) with the first token.</summary>
    public Caller Tenant => new(_http, Address + "/scim/v2/default/dev/v2/default", Secrets.Token);

    /// <summary>The administration API with the first key.</summary>
    public Caller Administration => new(_http, Address + "/api/v1", Secrets.AdminKey);

    /// <summary>Starts on a data directory; the directory's secrets are those of its first start.</summary>
    public static Task<RunningService> Start(TemporaryDirectory directory, Action<WebApplication>? map = null, params string[] arguments) =>
        Start(directory, LogLevel.Warning, map, arguments);

    /// <summary>The same, with Orleans' own log from <paramref name="orleans"/> on.</summary>
    public static async Task<RunningService> Start(TemporaryDirectory directory, LogLevel orleans, Action<WebApplication>? map, params string[] arguments)
    {
        var secrets = directory.File("bootstrap.json");
        var app = Program.Build(
            ["--urls", "http://127.0.0.1:0", "--data", directory.File("data"), "--bootstrap-file", secrets, .. arguments],
            builder => builder.Logging.AddFakeLogging().SetMinimumLevel(LogLevel.Trace)
                .AddFilter("Orleans", orleans).AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.Warning));
        map?.Invoke(app);
        await app.StartAsync();
        return new RunningService(app, Bootstrapped.Read(secrets));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
