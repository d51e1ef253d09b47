using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Http;

/// <summary>Rule A5 behind a proxy: whose word counts for the public host.</summary>
public sealed class ProxyTests
{
    private static readonly (string, string)[] Forwarded = [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "scim.example.com"), ("X-Forwarded-For", "203.0.113.9")];

    [Fact]
    public async Task A5_a_strangers_forwarded_headers_count_for_nothing()
    {
        using var directory = new TemporaryDirectory();
        await using var service = await RunningService.Start(directory);
        (await LocationOf(service)).ShouldStartWith(service.Address);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.0/8, 127.0.0.0/8")]
    public async Task A5_a_trusted_proxys_forwarded_headers_give_the_public_host(string proxies)
    {
        using var directory = new TemporaryDirectory();
        await using var service = await RunningService.Start(directory, null, "--TrustedProxies", proxies);
        (await LocationOf(service)).ShouldStartWith("https://scim.example.com/scim/v2/default/dev/v2/default/Users/");
    }

    [Fact]
    public async Task A5_a_configured_public_url_wins()
    {
        using var directory = new TemporaryDirectory();
        await using var service = await RunningService.Start(directory, null, "--PublicUrl", "https://id.example.com/");
        (await LocationOf(service)).ShouldStartWith("https://id.example.com/scim/v2/default/dev/v2/default/Users/");
        service.Secrets.LegacyBaseUrl.ShouldBe("https://id.example.com/scim/v2/default/dev");
    }

    private static async Task<string> LocationOf(RunningService service)
    {
        var created = (await service.Tenant.Post("/Users", new { userName = "alice" })).Expect(201);
        var read = (await service.Tenant.Send("GET", $"/Users/{created.Id}", null, Forwarded)).Expect(200);
        read.Header("Location").ShouldBe(read.Json.GetProperty("meta").GetProperty("location").GetString());
        return read.Header("Location")!;
    }
}
