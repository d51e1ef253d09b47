using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Operations;

/// <summary>docs/metrics.md lists every instrument as the code has it.</summary>
public sealed partial class MetricsDocumentTests(ManagedService managed) : IClassFixture<ManagedService>
{
    private static readonly string[] Document = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "metrics.md"));

    private static readonly List<Row> Rows = [.. Document.Select(line => OwnRow().Match(line)).Where(match => match.Success).Select(match => new Row(
        match.Groups["name"].Value, match.Groups["kind"].Value, match.Groups["unit"].Value,
        [.. Tag().Matches(match.Groups["tags"].Value).Select(tag => tag.Groups["tag"].Value)], match.Groups["prometheus"].Value))];

    [Fact]
    public void the_document_is_equal_to_the_instruments()
    {
        using var measurements = new Measurements(managed.Service.Services);
        var instruments = measurements.Instruments.Where(one => one.Meter.Name.StartsWith("Scim.", StringComparison.Ordinal));
        Rows.Select(row => $"{row.Name} {row.Kind} {row.Unit}").Order()
            .ShouldBe(instruments.Select(one => $"{one.Name} {Kind(one)} {one.Unit}").Order());
    }

    [Fact]
    public async Task the_documented_tags_are_those_that_are_measured()
    {
        using var measurements = new Measurements(managed.Service.Services);
        await Use();
        foreach (var row in Rows)
        {
            var tags = measurements.Measured.Where(one => one.Instrument == row.Name).Select(one => string.Join(' ', one.Tags.Select(tag => tag.Key).Order())).Distinct().ToList();
            tags.ShouldBeSubsetOf([string.Join(' ', row.Tags.Order())], customMessage: row.Name);
        }

        measurements.Values("scim.requests.duration", "operation").ShouldContain("users.create");
        measurements.Values("scim.requests.refused", "refusal").ShouldContain("user-name-taken");
        measurements.Values("scim.bulk.operations", "operation").ShouldBe(["users.create", "groups.delete", "none"], ignoreOrder: true);
        measurements.Values("scim.commits.conflicts", "kind").ShouldContain("user-name");
        measurements.Measured.ShouldContain(one => one.Instrument == "scim.events.lag");
        measurements.Measured.ShouldContain(one => one.Instrument == "scim.commits.batch.size");
        measurements.Values("scim.copies.lookups", "result").ShouldBe(["hit", "miss"], ignoreOrder: true);
    }

    [Fact]
    public async Task prometheus_names_are_as_documented()
    {
        await Use();
        var scraped = (await managed.Management.Get("/metrics")).Expect(200).Text;
        var families = Family().Matches(scraped).Select(match => match.Groups["name"].Value).Where(name => name.StartsWith("scim_", StringComparison.Ordinal)).ToHashSet();
        families.ShouldBeSubsetOf(Rows.Select(row => row.Prometheus));
        families.Count.ShouldBeGreaterThan(9, scraped);
        scraped.ShouldContain("scim_requests_duration_seconds_count{");
        scraped.ShouldContain("orleans_catalog_activations");
    }

    [Fact]
    public void metrics_of_others_exist()
    {
        using var measurements = new Measurements(managed.Service.Services);
        var documented = Document.Select(line => OthersRow().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value).ToList();
        documented.Count.ShouldBeGreaterThan(5, "the table was read");
        documented.Except(measurements.Instruments.Select(one => one.Name)).ShouldBeEmpty();
    }

    [Fact]
    public async Task rejected_credentials_are_told_apart()
    {
        using var measurements = new Measurements(managed.Service.Services);
        var service = managed.Service;
        (await service.Tenant.With(null).Get("/Users")).ExpectScimError(401);
        (await service.Tenant.With("scim_unknown").Get("/Users")).ExpectScimError(401);
        (await managed.Public.Get("/api/v1/projects")).ExpectProblem(401);
        const string Tokens = "/projects/default/environments/dev/tokens";
        var issued = (await service.Administration.Post(Tokens, new { description = "to be revoked" })).Expect(201);
        (await service.Administration.Delete($"{Tokens}/{issued.Id}")).Expect(204);
        (await service.Tenant.With(issued.Json.GetProperty("token").GetString()).Get("/Users")).ExpectScimError(401);
        (await service.Tenant.At($"{service.Address}/scim/v2/default/elsewhere").Get("/Users")).ExpectScimError(403);
        var soon = DateTimeOffset.UnixEpoch.AddMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 300);
        var brief = (await service.Administration.Post(Tokens, new { description = "to expire", expiresAt = soon })).Expect(201).Json.GetProperty("token").GetString();
        await Eventually.Holds("the token has expired", async () => (await service.Tenant.With(brief).Get("/Users?count=0")).Status == 401);
        measurements.Values("scim.credentials.rejected", "reason").ShouldBe(["absent", "unknown", "revoked", "scope", "expired"], ignoreOrder: true);
        measurements.Values("scim.credentials.rejected", "credential").ShouldBe(["scim-token", "administrator-key"], ignoreOrder: true);
    }

    private async Task Use()
    {
        var service = managed.Service;
        var name = ServiceFixture.Fresh("measured");
        var created = (await service.Tenant.Post("/Users", new { userName = name })).Expect(201);
        (await service.Tenant.Get($"/Users/{created.Id}")).Expect(200);
        (await service.Tenant.Post("/Users", new { userName = name })).ExpectScimError(409);
        (await service.Tenant.Get($"/Users/{Guid.NewGuid()}")).ExpectScimError(404);
        (await service.Tenant.Post("/Bulk", $$"""
            {"Operations":[{"method":"POST","path":"/Users","bulkId":"u","data":{"userName":"{{name}}-2"} },{"method":"DELETE","path":"/Groups/{{Guid.NewGuid()}}"},{"method":"DELETE","path":"/"}]}
            """)).Expect(200);
        (await service.Tenant.With(null).Get("/Users")).ExpectScimError(401);
        (await service.Administration.Get("/projects/default/environments/dev/events?after=0&limit=1")).Expect(200);
    }

    private static string Kind(Instrument instrument) => instrument.GetType().Name switch
    {
        "Counter`1" => "counter",
        "Histogram`1" => "histogram",
        "ObservableGauge`1" => "gauge",
        var other => other,
    };

    private sealed record Row(string Name, string Kind, string Unit, string[] Tags, string Prometheus);

    [GeneratedRegex(@"^\| `(?<name>scim\.[a-z.]+)` \| (?<kind>\w+) \| (?<unit>[^|]+) \| (?<tags>[^|]*)\| `(?<prometheus>[a-z_]+)` \|")]
    private static partial Regex OwnRow();

    [GeneratedRegex(@"^\| `(?<name>(orleans|kestrel|dotnet)[a-z._-]+)` \|", RegexOptions.ExplicitCapture)]
    private static partial Regex OthersRow();

    [GeneratedRegex("`(?<tag>[a-z]+)`")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^# TYPE (?<name>\w+) ", RegexOptions.Multiline)]
    private static partial Regex Family();
}
