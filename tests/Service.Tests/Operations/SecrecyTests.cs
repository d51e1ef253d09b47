using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Scim.Service.Tests.Isolation;

namespace Scim.Service.Tests.Operations;

/// <summary>No secret, no body and no query leaves the service by its logs, its traces or its metrics: on any endpoint, with every category at its most talkative.</summary>
public sealed class SecrecyTests(ObservedService observed) : IClassFixture<ObservedService>
{
    // With a blank: the keys of roles and tenants are identifiers, which lines are about, and never have one.
    private const string Body = "body marker";
    private const string Query = "query-marker";
    private const string UnknownToken = "token-marker";

    // Something for every endpoint that reads a body: a user, a group, a PATCH, a project, a token, a role.
    private static readonly string AnyBody = JsonSerializer.Serialize(new
    {
        userName = Body,
        displayName = Body,
        externalId = Body,
        password = Body,
        key = "some-key",
        name = Body,
        description = Body,
        members = new[] { new { value = Body } },
        Operations = new object[] { new { op = "replace", path = "displayName", value = Body }, new { op = "add", path = "members", value = new[] { new { value = Body } } } },
    });

    [Fact]
    public async Task no_secret_body_or_query_is_in_any_log_line_span_or_measurement()
    {
        using var spans = new SpanRecorder();
        var service = observed.Service;
        using var measurements = new Measurements(service.Services);
        List<string> secrets = [service.Secrets.Token, service.Secrets.AdminKey, Body, Query, UnknownToken];
        var known = new Dictionary<string, string>
        {
            ["Users"] = (await service.Tenant.Post("/Users", new { userName = "somebody" })).Expect(201).Id,
            ["Groups"] = (await service.Tenant.Post("/Groups", new { displayName = "Some role" })).Expect(201).Id,
        };
        var catalog = EndpointCatalog.Of(service.Services).Where(entry => entry.Method is not (CatalogEntry.AnyOther or "HEAD")).ToList();
        catalog.Count.ShouldBeGreaterThan(50, "the routing table was read");
        foreach (var entry in catalog.OrderBy(entry => entry.Method == "DELETE"))
        {
            foreach (var credential in (string?[])[entry.IsScim ? service.Secrets.Token : service.Secrets.AdminKey, UnknownToken, null])
            {
                foreach (var body in (string?[])[entry.Method is "GET" or "DELETE" ? null : AnyBody, entry.Method is "GET" or "DELETE" ? null : "{ \"" + Body])
                {
                    var reply = await service.Tenant.At(service.Address).With(credential).Send(entry.Method, Url(entry, known), body);
                    reply.Status.ShouldNotBe(500, $"{entry}: {reply.Text}");
                    if (reply.Status == 201 && reply.Json.TryGetProperty("token", out var issued))
                    {
                        secrets.Add(issued.GetString()!);
                    }
                }
            }
        }

        foreach (var filter in (string[])[$"userName eq \"{Query}\"", $"displayName co \"{Query}\"", $"{Query} eq 1", $"emails[value eq \"{Query}\"]"])
        {
            await service.Tenant.Get($"/Users?filter={WebUtility.UrlEncode(filter)}");
            await service.Tenant.Get($"/Groups?filter={WebUtility.UrlEncode(filter)}");
        }

        secrets.Count.ShouldBeGreaterThan(5, "a token was issued");
        observed.Flush();
        Leaks(service.Logs.GetSnapshot().Select(r => $"{r.Category}: {r.Message} {string.Join(' ', (r.StructuredState ?? []).Select(p => p.Value))} {r.Exception}"), secrets).ShouldBeEmpty();
        Leaks(spans.All.Select(Text), secrets).ShouldBeEmpty();
        Leaks(measurements.Measured.Select(one => $"{one.Instrument} {string.Join(' ', one.Tags)}"), secrets).ShouldBeEmpty();
        foreach (var signal in (string[])["traces", "metrics", "logs"])
        {
            observed.Collector.Received(signal).ShouldNotBeEmpty(signal);
            secrets.Where(secret => observed.Collector.Received(signal).Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty(signal);
        }
    }

    private static string Url(CatalogEntry entry, Dictionary<string, string> known)
    {
        var id = known.FirstOrDefault(one => entry.Pattern.Contains($"/{one.Key}/", StringComparison.Ordinal)).Value ?? Guid.NewGuid().ToString();
        var path = entry.Pattern.Replace("{project}", "default", StringComparison.Ordinal).Replace("{environment}", "dev", StringComparison.Ordinal)
            .Replace("{tenant}", "default", StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal);
        return $"{path}?attributes={Query}&unknown={Query}";
    }

    private static string Text(Activity span) =>
        $"{span.Source.Name}: {span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Baggage)} "
        + string.Join(' ', span.Events.Select(e => $"{e.Name} {string.Join(' ', e.Tags)}"));

    private static List<string> Leaks(IEnumerable<string> texts, List<string> secrets)
    {
        var all = texts.ToList();
        all.ShouldNotBeEmpty();
        return [.. all.Where(text => secrets.Exists(secret => text.Contains(secret, StringComparison.Ordinal))).Select(text => text[..Math.Min(text.Length, 600)]).Take(20)];
    }
}
