using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Operations;

/// <summary>Traces, metrics and logs reach a collector, and nothing is set up where there is none.</summary>
public sealed class TelemetryTests(ObservedService observed) : IClassFixture<ObservedService>
{
    [Fact]
    public async Task a_request_is_traced_from_its_caller_to_the_store()
    {
        using var spans = new SpanRecorder();
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        (await observed.Service.Tenant.Send(
            "POST", "/Users", Caller.Json($$"""{"userName":"{{ServiceFixture.Fresh("traced")}}"}"""), ("traceparent", $"00-{trace}-00f067aa0ba902b7-01"))).Expect(201);
        await Eventually.Holds("the spans have ended", () => Task.FromResult(spans.Of(trace).Any(span => span.DisplayName == "users.create")));
        var request = spans.Of(trace).Single(span => span.DisplayName == "users.create");
        request.ParentSpanId.ToHexString().ShouldBe("00f067aa0ba902b7");
        request.GetTagItem("scim.tenant").ShouldBe("default");
        request.GetTagItem("http.response.status_code").ShouldBe(201);
        request.GetTagItem("http.route").ShouldBe("/scim/v2/{project:pathkey}/{environment:pathkey}/v2/{tenant:tenantkey}/Users");
        spans.Of(trace).ShouldContain(span => span.Source.Name == "Microsoft.Orleans.Application", "the call of the grain is in the same trace");
        var changes = spans.Of(trace).Where(span => span.DisplayName == "store.change").Select(span => span.SpanId).ToHashSet();
        await Eventually.Holds(
            "the batch's span has ended", () => Task.FromResult(spans.All.Any(span => span.Links.Any(link => changes.Contains(link.Context.SpanId)))));
    }

    [Fact]
    public async Task a_collector_gets_traces_metrics_and_logs()
    {
        (await observed.Service.Tenant.Get("/Users?count=1")).Expect(200);
        await Eventually.Holds("all signals have arrived", () =>
        {
            observed.Flush();
            return Task.FromResult(
                observed.Collector.Received("traces").Contains("users.list", StringComparison.Ordinal)
                && observed.Collector.Received("metrics").Contains("scim.requests.duration", StringComparison.Ordinal)
                && observed.Collector.Received("logs").Contains("users.list", StringComparison.Ordinal));
        });
        observed.Collector.Received("metrics").ShouldContain("orleans-catalog-activations");
    }

    [Fact]
    public async Task probes_leave_no_spans()
    {
        (await observed.Service.Tenant.At(observed.Service.Address).Get("/health/live")).Expect(200);
        (await observed.Service.Tenant.Get("/Schemas")).Expect(200);
        await Eventually.Holds("later spans have arrived", () =>
        {
            observed.Flush();
            return Task.FromResult(observed.Collector.Received("traces").Contains("schemas.list", StringComparison.Ordinal));
        });
        observed.Collector.Received("traces").ShouldNotContain("health.live");
        observed.Collector.Received("traces").ShouldNotContain("health/live");
    }

    [Fact]
    public async Task without_a_collector_and_a_management_port_nothing_is_set_up()
    {
        using var directory = new TemporaryDirectory();
        await using var service = await RunningService.Start(directory);
        service.Services.GetService<TracerProvider>().ShouldBeNull();
        service.Services.GetService<MeterProvider>().ShouldBeNull();
        service.Services.GetServices<IIncomingGrainCallFilter>().ShouldBeEmpty();
    }

    [Fact]
    public async Task an_error_names_the_request_that_its_log_line_names()
    {
        var refused = (await observed.Service.Tenant.Get($"/Users/{Guid.NewGuid()}")).ExpectScimError(404);
        var id = refused.Header("X-Request-Id").ShouldNotBeNull();
        await Eventually.Holds("the line is written", () => Task.FromResult(
            observed.Service.Logs.GetSnapshot().Any(line => line.Category == "Scim.Api.Http.RequestBoundary" && line.Message.Contains(id, StringComparison.Ordinal))));
    }
}
