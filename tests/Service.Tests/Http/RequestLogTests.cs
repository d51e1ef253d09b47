using Microsoft.Extensions.Logging;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Http;

/// <summary>What the log says, and what it must never say.</summary>
public sealed class RequestLogTests
{
    [Fact]
    public async Task a_request_is_one_line_that_says_where_how_and_who()
    {
        using var directory = new TemporaryDirectory();
        await using var service = await RunningService.Start(directory);
        (await service.Tenant.Get("/Users/7f1d7a0e-1111-4222-8333-444455556666?attributes=userName")).ExpectScimError(404);
        await Eventually.Holds("the line is written", () => Task.FromResult(service.Logs.GetSnapshot().Any(r => r.Id.Id == 1 && IsRequest(r.Category))));
        var line = service.Logs.GetSnapshot().Single(r => r.Id.Id == 1 && IsRequest(r.Category));
        line.Level.ShouldBe(LogLevel.Information);
        var fields = line.StructuredState!.ToDictionary(p => p.Key, p => p.Value);
        fields["Method"].ShouldBe("GET");
        fields["Route"].ShouldBe("/scim/v2/{project:pathkey}/{environment:pathkey}/v2/{tenant:tenantkey}/Users/{id}");
        fields["Status"].ShouldBe("404");
        fields["Refusal"].ShouldBe("user-missing");
        fields["Tenant"].ShouldBe("default");
        fields["TokenId"].ShouldNotBeNullOrEmpty();
        fields["Environment"].ShouldNotBeNullOrEmpty();
        fields["RequestId"].ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task no_secret_no_body_and_no_query_value_is_logged_at_any_level()
    {
        using var directory = new TemporaryDirectory();
        await using var service = await RunningService.Start(directory);
        (await service.Tenant.Post("/Users", new { userName = "body-marker", password = "password-marker" })).Expect(201);
        (await service.Tenant.Get("/Users?filter=userName+eq+%22query-marker%22")).Expect(200);
        (await service.Tenant.Get("/Users?filter=nonsense-marker")).ExpectScimError(400);
        (await service.Tenant.With("unknown-token-marker").Get("/Users")).ExpectScimError(401);
        (await service.Tenant.Send("POST", "/Users", "{broken-marker")).ExpectScimError(400);
        var issued = (await service.Administration.Post("/projects/default/environments/dev/tokens", new { description = "t" })).Expect(201);

        // Kestrel's own traces would repeat the wire if asked to; what counts is what the service writes.
        var lines = service.Logs.GetSnapshot().Where(r => r.Category?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) != true)
            .Select(r => $"{r.Message} {string.Join(' ', (r.StructuredState ?? []).Select(p => p.Value))} {r.Exception}").ToList();
        lines.ShouldNotBeEmpty();
        foreach (var secret in (string[])
            [service.Secrets.Token, service.Secrets.AdminKey, issued.Json.GetProperty("token").GetString()!, "body-marker", "password-marker", "query-marker", "nonsense-marker", "unknown-token-marker", "broken-marker"])
        {
            lines.ShouldNotContain(line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    private static bool IsRequest(string? category) => category == "Scim.Api.Http.RequestBoundary";
}
