using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Scim.Service.Tests.Exchanges;
using Scim.Service.Tests.Worlds;

namespace Scim.Service.Tests.Hostile;

/// <summary>What identity providers send, damaged at random: the service is never at fault, and every refusal is a well-formed SCIM error.</summary>
public sealed partial class FuzzTests(HostileWorld world) : IClassFixture<HostileWorld>
{
    private const int Requests = 1500;
    private const int Concurrency = 8;

    [Fact]
    public Task damaged_bodies_are_never_the_services_fault()
    {
        var bodies = ExchangeFiles.All.Values.SelectMany(exchange => exchange.AllSteps)
            .Where(step => step.Body.ValueKind == JsonValueKind.Object && step.Method is "POST" or "PUT" or "PATCH"
                && (step.Path.StartsWith("/Users", StringComparison.Ordinal) || step.Path.StartsWith("/Groups", StringComparison.Ordinal)))
            .Select(step => (step.Method, step.Path, Body: step.Body.GetRawText())).Distinct().ToList();
        bodies.Count.ShouldBeGreaterThan(100);
        return Fuzz(random =>
        {
            var (method, path, body) = bodies[random.Next(bodies.Count)];
            var content = Mutation.Damage(Encoding.UTF8.GetBytes(Fill(body, random)), random);
            return (method, Resource(path), content);
        });
    }

    [Fact]
    public Task damaged_bulk_requests_are_never_the_services_fault() => Fuzz(random =>
    {
        var body = $$$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"failOnErrors":7,"Operations":[
            {"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"{{{random.Next()}}}","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"bulkId:b"} } } },
            {"method":"POST","path":"/Users","bulkId":"b","data":{"userName":"{{{random.Next()}}}","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"bulkId:a"} } } },
            {"method":"POST","path":"/Groups","bulkId":"g:1","data":{"displayName":"{{{random.Next()}}}","members":[{"value":"bulkId:a"}]}},
            {"method":"PATCH","path":"/Groups/bulkId:g:1","data":{"Operations":[{"op":"remove","path":"members[value eq \"bulkId:a\"]"}]}},
            {"method":"PUT","path":"/Users/{{{world.DoubleUserId}}}","version":"W/\"1.0\"","data":{"userName":"double@example.com"}},
            {"method":"DELETE","path":"/Users/bulkId:b"}]}
            """;
        return ("POST", "/Bulk", Mutation.Damage(Encoding.UTF8.GetBytes(body), random));
    });

    [Fact]
    public Task damaged_queries_are_never_the_services_fault()
    {
        var queries = ExchangeFiles.All.Values.SelectMany(exchange => exchange.AllSteps)
            .Where(step => step.Method == "GET" && step.Query.Count > 0 && (step.Path is "/Users" or "/Groups"))
            .Select(step => (step.Path, Query: string.Join('&', step.Query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value.ToString())}")))).Distinct().ToList();
        queries.Count.ShouldBeGreaterThan(20);
        return Fuzz(random =>
        {
            var (path, query) = queries[random.Next(queries.Count)];
            return ("GET", $"{path}?{Mutation.DamageTarget(query, random)}", []);
        });
    }

    /// <summary>Every request comes from a seed of its own, which the failure names: <c>FUZZ_SEED</c> repeats it.</summary>
    private async Task Fuzz(Func<Random, (string Method, string Path, byte[] Body)> draw)
    {
        var given = Environment.GetEnvironmentVariable("FUZZ_SEED");
        var first = given is null ? Random.Shared.Next(int.MaxValue - Requests) : int.Parse(given, CultureInfo.InvariantCulture);
        var faults = new ConcurrentQueue<string>();
        await Parallel.ForAsync(first, first + (given is null ? Requests : 1), new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (seed, _) =>
        {
            var (method, path, body) = draw(new Random(seed));
            var answer = await world.Send(method, path, body);
            if (Fault(answer) is { } fault)
            {
                faults.Enqueue($"FUZZ_SEED={seed}: {method} {path} {Encoding.Latin1.GetString(body)}\n  {fault}");
            }
        });
        faults.ShouldBeEmpty(faults.IsEmpty ? null : world.Faults);
        (await world.Scim.Get("/Schemas")).Status.ShouldBe(200);
    }

    private static string? Fault(ExchangeAnswer? answer) => answer switch
    {
        null => "the connection was closed without an answer",
        { Status: < 400 } => null,
        { Status: >= 500 } => $"a fault of the service: {answer}",
        // Refused by the HTTP server before routing, where no SCIM error is promised (rule A6).
        { Status: 400, Content.Length: 0 } => null,
        _ => ScimErrors.Problem(answer),
    };

    private string Fill(string body, Random random) => Placeholder().Replace(body, match => match.Groups[1].Value switch
    {
        "rnd" or "RND" or "i" => random.Next().ToString("x8"),
        ['g', ..] => world.DoubleGroupId,
        _ => world.DoubleUserId,
    });

    // The victims are not aimed at, so that the other tests find them whole: these are their doubles.
    private string Resource(string path) => path.StartsWith("/Users/", StringComparison.Ordinal) ? "/Users/" + world.DoubleUserId
        : path.StartsWith("/Groups/", StringComparison.Ordinal) ? "/Groups/" + world.DoubleGroupId
        : path;

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Placeholder();
}
