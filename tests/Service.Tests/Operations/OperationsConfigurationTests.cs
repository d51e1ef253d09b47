using Scim.Api.Configuration;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Operations;

/// <summary>A configuration of operations that cannot be is refused before anything listens.</summary>
public sealed class OperationsConfigurationTests
{
    [Theory]
    [InlineData("Management:Port is 'many'", "--Management:Port", "many")]
    [InlineData("Management:Port is '0'", "--Management:Port", "0")]
    [InlineData("Management:Port is '65536'", "--Management:Port", "65536")]
    [InlineData("Management:Address is 'here'", "--Management:Port", "9090", "--Management:Address", "here")]
    [InlineData("Dashboard:Enabled needs Management:Port", "--Dashboard:Enabled", "true")]
    [InlineData("Dashboard:Enabled is 'perhaps'", "--Dashboard:Enabled", "perhaps")]
    [InlineData("Logging:Format is 'xml'", "--Logging:Format", "xml")]
    [InlineData("Telemetry:OtlpEndpoint is 'collector'", "--Telemetry:OtlpEndpoint", "collector")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT is 'ftp://collector'", "--OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://collector")]
    public void what_cannot_be_is_refused_with_its_key(string sentence, params string[] arguments)
    {
        using var directory = new TemporaryDirectory();
        Should.Throw<RefusedConfigurationException>(() => Program.Build(["--data", directory.File("data"), .. arguments])).Message.ShouldStartWith(sentence);
    }

    [Fact]
    public async Task without_a_management_port_there_are_neither_metrics_nor_a_dashboard()
    {
        using var directory = new TemporaryDirectory();
        await using var service = await RunningService.Start(directory);
        foreach (var path in (string[])["/metrics", "/dashboard", "/dashboard/DashboardCounters"])
        {
            (await service.Administration.At(service.Address).Get(path)).ExpectProblem(404, "unknown-address");
        }
    }
}
