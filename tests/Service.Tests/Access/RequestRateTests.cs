using System.Globalization;
using System.Text.Json;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Access;

/// <summary>The rate of requests per token (docs/guarantees.md).</summary>
public sealed class RequestRateTests
{
    private const int Burst = 3;

    [Fact]
    public async Task a_token_may_make_its_burst_of_requests_and_not_one_more_and_others_keep_theirs()
    {
        using var directory = new TemporaryDirectory();

        // One more every hundred seconds: none comes while this test runs.
        await using var service = await RunningService.Start(directory, map: null, "--RequestRate:PerSecond", "0.01", "--RequestRate:Burst", Burst.ToString(CultureInfo.InvariantCulture));
        var made = (await service.Administration.Post("/projects/default/environments/dev/tokens", """{"description":"another"}""")).Expect(201);
        var other = new Caller(service.Http, service.Address + "/scim/v2/default/dev", JsonDocument.Parse(made.Text).RootElement.GetProperty("token").GetString()!);

        for (var i = 0; i < Burst; i++)
        {
            (await service.Legacy.Get("/Users")).Expect(200);
        }

        var refused = await service.Tenant.Post("/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"late"}""");
        refused.ExpectScimError(429, "too-many-requests");
        int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture).ShouldBeInRange(90, 100);
        (await other.Get("/Users?filter=userName+eq+%22late%22")).Expect(200).Text.ShouldContain("\"totalResults\":0");
        (await service.Administration.Get("/projects")).Expect(200);
    }

    [Fact]
    public async Task each_operation_of_a_bulk_request_counts_and_a_full_burst_is_enough_for_any()
    {
        using var directory = new TemporaryDirectory();
        await using var service = await RunningService.Start(directory, map: null, "--RequestRate:PerSecond", "0.01", "--RequestRate:Burst", "10");
        string Bulk(int count) => $$"""{"Operations":[{{string.Join(',', Enumerable.Repeat("""{"method":"DELETE","path":"/Users/1"}""", count))}}]}""";

        (await service.Legacy.Send("POST", "/Bulk", Bulk(4))).Expect(200);
        (await service.Legacy.Send("POST", "/Bulk", Bulk(7))).ExpectScimError(429, "too-many-requests").Header("Retry-After").ShouldNotBeNull();
        (await service.Legacy.Send("POST", "/Bulk", Bulk(5))).Expect(200);
        (await service.Legacy.Get("/Users")).ExpectScimError(429);

        var made = (await service.Administration.Post("/projects/default/environments/dev/tokens", """{"description":"another"}""")).Expect(201);
        var other = service.Legacy.With(JsonDocument.Parse(made.Text).RootElement.GetProperty("token").GetString());
        (await other.Send("POST", "/Bulk", Bulk(1000))).Expect(200);
        (await other.Get("/Users")).ExpectScimError(429);
    }

    [Fact]
    public async Task without_the_setting_there_is_no_rate()
    {
        using var directory = new TemporaryDirectory();
        await using var service = await RunningService.Start(directory);

        var replies = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => service.Legacy.Get("/Schemas")));

        replies.ShouldAllBe(reply => reply.Status == 200);
    }

    [Theory]
    [InlineData("RequestRate:PerSecond", "-1")]
    [InlineData("RequestRate:PerSecond", "fast")]
    [InlineData("RequestRate:PerSecond", "0.0001")]
    [InlineData("RequestRate:PerSecond", "1000001")]
    [InlineData("RequestRate:Burst", "0")]
    [InlineData("RequestRate:Burst", "1.5")]
    public void a_rate_that_is_none_is_refused_at_the_start(string key, string value)
    {
        using var directory = new TemporaryDirectory();

        Should.Throw<Api.Configuration.RefusedConfigurationException>(() => Program.Build(["--data", directory.File("data"), $"--{key}", value]))
            .Message.ShouldStartWith($"{key} is '{value}'; it must be");
    }
}
