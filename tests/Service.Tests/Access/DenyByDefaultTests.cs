using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Access;

/// <summary>What declares no access rule is refused.</summary>
public sealed class DenyByDefaultTests
{
    [Fact]
    public async Task an_endpoint_without_a_declared_access_rule_is_refused_to_everybody()
    {
        using var directory = new TemporaryDirectory();
        await using var service = await RunningService.Start(directory, app =>
        {
            app.MapGet("/scim/v2/forgotten", () => Results.Ok("secret"));
            app.MapGet("/api/v1/forgotten", () => Results.Ok("secret"));
        });

        foreach (var token in (string?[])[null, service.Secrets.Token, service.Secrets.AdminKey])
        {
            (await service.Tenant.At(service.Address).With(token).Get("/scim/v2/forgotten")).ExpectScimError(403, "access-undeclared");
            (await service.Tenant.At(service.Address).With(token).Get("/api/v1/forgotten")).ExpectProblem(403, "access-undeclared");
        }
    }
}
