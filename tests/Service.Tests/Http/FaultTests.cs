using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Scim.Api.Access;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Http;

/// <summary>Rule A6 when the service itself fails.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task A6_a_fault_is_a_500_that_tells_the_request_id_and_nothing_else()
    {
        using var directory = new TemporaryDirectory();
        await using var service = await Start(directory, "/scim/v2/fails", new InvalidOperationException("inner secret"));
        var reply = (await service.Tenant.At(service.Address).Get("/scim/v2/fails")).ExpectScimError(500, "internal-error");
        reply.Text.ShouldNotContain("inner secret");
        reply.Text.ShouldNotContain("Exception");
        service.Logs.GetSnapshot().ShouldContain(r => r.Exception is InvalidOperationException && r.Exception.Message == "inner secret");
    }

    [Fact]
    public async Task A6_a_passing_fault_is_a_503_that_may_be_repeated()
    {
        using var directory = new TemporaryDirectory();
        await using var service = await Start(directory, "/scim/v2/away", new TimeoutException());
        var reply = (await service.Tenant.At(service.Address).Get("/scim/v2/away")).ExpectScimError(503, "unavailable");
        int.Parse(reply.Header("Retry-After")!).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task administration_answers_a_fault_as_a_problem()
    {
        using var directory = new TemporaryDirectory();
        await using var service = await Start(directory, "/api/v1/fails", new InvalidOperationException("inner secret"));
        (await service.Tenant.At(service.Address).Get("/api/v1/fails")).ExpectProblem(500, "internal-error").Text.ShouldNotContain("inner secret");
    }

    private static Task<RunningService> Start(TemporaryDirectory directory, string path, Exception fault) =>
        RunningService.Start(directory, app => app.Map(path, (HttpContext _) => Task.FromException(fault)).WithMetadata(new AccessMetadata(AccessRequirement.Open)));
}
