using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scim.Api.Access;
using Scim.Service.Tests.Hosting;
using Scim.Service.Tests.Isolation;

namespace Scim.Service.Tests.Operations;

/// <summary>What is on the management listener is nowhere else, and nothing else is there.</summary>
public sealed class ManagementListenerTests(ManagedService managed) : IClassFixture<ManagedService>
{
    private RunningService Service => managed.Service;

    [Fact]
    public async Task metrics_are_scraped_from_the_management_listener()
    {
        var metrics = (await managed.Management.Get("/metrics")).Expect(200);
        metrics.Header("Content-Type").ShouldStartWith("text/plain");
        metrics.Text.ShouldContain("scim_copies_bytes");
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/dashboard")]
    [InlineData("/dashboard/DashboardCounters")]
    public async Task what_is_for_operators_is_unknown_on_the_public_listener(string path)
    {
        foreach (var credential in (string?[])[null, Service.Secrets.Token, Service.Secrets.AdminKey])
        {
            (await managed.Public.With(credential).Get(path)).ExpectProblem(404, "unknown-address");
        }
    }

    [Fact]
    public async Task every_scim_and_administration_endpoint_is_unknown_on_the_management_listener()
    {
        var catalog = EndpointCatalog.Of(Service.Services).Where(entry => entry.IsScim || entry.IsAdministration).ToList();
        catalog.Count.ShouldBeGreaterThan(50, "the routing table was read");
        foreach (var entry in catalog.Where(entry => entry.Method != CatalogEntry.AnyOther && entry.Method != "HEAD"))
        {
            var path = entry.Pattern.Replace("{project}", "default", StringComparison.Ordinal).Replace("{environment}", "dev", StringComparison.Ordinal)
                .Replace("{tenant}", "default", StringComparison.Ordinal).Replace("{id}", Guid.NewGuid().ToString(), StringComparison.Ordinal);
            var reply = await managed.Management.With(entry.IsScim ? Service.Secrets.Token : Service.Secrets.AdminKey).Send(entry.Method, path);
            reply.Status.ShouldBe(404, $"{entry}: {reply.Text}");
            reply.Text.ShouldContain("unknown-address", customMessage: entry.ToString());
        }
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/health/startup")]
    public async Task health_is_on_both_listeners(string path)
    {
        (await managed.Public.Get(path)).Expect(200);
        (await managed.Management.Get(path)).Expect(200);
    }

    [Fact]
    public async Task a_host_header_does_not_choose_the_listener()
    {
        var management = new Uri(managed.Management.BaseUrl).Authority;
        (await managed.Public.Send("GET", "/metrics", content: null, ("Host", management))).ExpectProblem(404, "unknown-address");
        (await managed.Public.Send("GET", "/metrics", content: null, ("X-Forwarded-Host", management), ("X-Forwarded-Port", management.Split(':')[1])))
            .ExpectProblem(404, "unknown-address");
    }

    [Fact]
    public async Task the_dashboard_needs_an_administrator_key()
    {
        foreach (var credential in (string?[])[null, Service.Secrets.Token, "scimadm_unknown"])
        {
            var refused = (await managed.Management.With(credential).Get("/dashboard/DashboardCounters")).ExpectProblem(401, "unauthenticated");
            refused.Header("WWW-Authenticate").ShouldStartWith("Basic");
        }

        (await managed.Management.With(Service.Secrets.AdminKey).Get("/dashboard/DashboardCounters")).Expect(200);
    }

    [Fact]
    public async Task a_browser_sends_the_key_as_a_password()
    {
        (await Dashboard($"anybody:{Service.Secrets.AdminKey}")).Expect(200).Text.ShouldContain("<html", Case.Insensitive);
        (await Dashboard($"{Service.Secrets.AdminKey}:")).ExpectProblem(401);
        (await Dashboard(Service.Secrets.AdminKey)).ExpectProblem(401);
        (await Dashboard($"anybody:{Service.Secrets.Token}")).ExpectProblem(401);
        (await Dashboard("anybody:" + new string('x', 2000))).ExpectProblem(401);
    }

    [Fact]
    public async Task no_other_endpoint_takes_a_password()
    {
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{Service.Secrets.AdminKey}"));
        (await managed.Public.Send("GET", "/api/v1/projects", content: null, ("Authorization", basic))).ExpectProblem(401);
    }

    [Fact]
    public void every_endpoint_of_the_management_listener_declares_who_may_call()
    {
        var endpoints = Service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        endpoints.ShouldAllBe(endpoint => endpoint.Metadata.GetMetadata<AccessMetadata>() != null);
        endpoints.Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("dashboard", StringComparison.Ordinal)).ShouldNotBeEmpty();
        endpoints.Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("dashboard", StringComparison.Ordinal)).ShouldAllBe(
            endpoint => endpoint.Metadata.GetMetadata<AccessMetadata>()!.Listener == Listener.Management
                && endpoint.Metadata.GetMetadata<AccessMetadata>()!.Requirement == AccessRequirement.AdministratorInBrowser);
    }

    private Task<Reply> Dashboard(string credentials) => managed.Management.Send(
        "GET", "/dashboard/", content: null, ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))));
}
