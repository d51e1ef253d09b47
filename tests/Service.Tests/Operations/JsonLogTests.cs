using System.Text.Json;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Operations;

/// <summary>The log as machines read it.</summary>
public sealed class JsonLogTests
{
    [Fact]
    public async Task a_request_is_one_JSON_object_on_a_line()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        using var directory = new TemporaryDirectory();
        using var http = new HttpClient();
        await using var service = await ServiceProcess.Start(directory, "--Logging:Format", "json", "--Logging:LogLevel:Scim.Api", "Information");
        var caller = new Caller(http, $"{service.Address}/scim/v2/default/dev", Bootstrapped.Read(directory.File("bootstrap.json")).Token);
        (await caller.Send("GET", "/Users?count=0", content: null, ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"))).Expect(200);

        string? line = null;
        await Eventually.Holds("the line is written", () =>
        {
            line = service.Output.Split('\n').FirstOrDefault(text => text.Contains("users.list", StringComparison.Ordinal));
            return Task.FromResult(line is not null);
        });
        var entry = JsonSerializer.Deserialize<JsonElement>(line!);
        entry.GetProperty("LogLevel").GetString().ShouldBe("Information");
        entry.GetProperty("Timestamp").GetString().ShouldEndWith("Z");
        entry.TryGetProperty("Scopes", out _).ShouldBeFalse("scopes of the framework hold the path");
        var state = entry.GetProperty("State");
        state.GetProperty("Operation").GetString().ShouldBe("users.list");
        state.GetProperty("Tenant").GetString().ShouldBe("default");
        state.GetProperty("TraceId").GetString().ShouldBe(Trace);
        foreach (var field in (string[])["Environment", "TokenId", "RequestId", "Status", "Milliseconds"])
        {
            state.GetProperty(field).ToString().ShouldNotBeNullOrEmpty(field);
        }
    }
}
