using Scim.Api.Configuration;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Access;

/// <summary>RFC 7644 §7.4: tokens have a limited lifetime, unless the operator or the one who issues them says otherwise.</summary>
public sealed class TokenLifetimeTests : IDisposable
{
    private const string Tokens = "/projects/default/environments/dev/tokens";
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData(730)]
    [InlineData(30, "--Tokens:LifetimeDays", "30")]
    public async Task a_token_that_is_issued_without_an_end_gets_one(int days, params string[] arguments)
    {
        await using var service = await RunningService.Start(_directory, null, arguments);
        var expected = TimeProvider.System.GetUtcNow().AddDays(days);

        var issued = (await service.Administration.Post(Tokens, new { description = "without an end" })).Expect(201);

        issued.Json.GetProperty("expiresAt").GetDateTimeOffset().ShouldBe(expected, Slack);
        (await service.Administration.Get($"{Tokens}/{issued.Id}")).Expect(200).Json.GetProperty("expiresAt").GetDateTimeOffset().ShouldBe(expected, Slack);
        (await service.Tenant.With(issued.Json.GetProperty("token").GetString()).Get("/Users?count=0")).Expect(200);
    }

    [Fact]
    public async Task an_end_that_was_asked_for_stays_however_far_it_is()
    {
        await using var service = await RunningService.Start(_directory);
        var end = TimeProvider.System.GetUtcNow().AddYears(20);
        var issued = (await service.Administration.Post(Tokens, new { description = "long", expiresAt = end })).Expect(201);
        issued.Json.GetProperty("expiresAt").GetDateTimeOffset().ShouldBe(end, Slack);
        var successor = (await service.Administration.Post($"{Tokens}/{issued.Id}/rotate", new { overlap = 0 })).Expect(201);
        successor.Json.GetProperty("expiresAt").GetDateTimeOffset().ShouldBe(end, Slack);
    }

    [Fact]
    public async Task the_token_of_the_first_start_has_no_end_and_its_successor_has_one()
    {
        await using var service = await RunningService.Start(_directory);
        var first = (await service.Administration.Get(Tokens)).Expect(200).Json.GetProperty("items")[0];
        first.GetProperty("description").GetString().ShouldBe("First start");
        first.TryGetProperty("expiresAt", out _).ShouldBeFalse();
        var successor = (await service.Administration.Post($"{Tokens}/{first.GetProperty("id").GetString()}/rotate", new { overlap = 0 })).Expect(201);
        successor.Json.GetProperty("expiresAt").GetDateTimeOffset().ShouldBe(TimeProvider.System.GetUtcNow().AddDays(730), Slack);
    }

    [Fact]
    public async Task without_a_lifetime_a_token_lives_until_it_is_revoked()
    {
        await using var service = await RunningService.Start(_directory, null, "--Tokens:LifetimeDays", "0");
        (await service.Administration.Post(Tokens, new { description = "without an end" })).Expect(201).Json.TryGetProperty("expiresAt", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("year")]
    public void a_lifetime_that_is_none_is_refused_before_the_node_starts(string days) =>
        Should.Throw<RefusedConfigurationException>(() => Program.Build(["--data", _directory.File("data"), "--Tokens:LifetimeDays", days]))
            .Message.ShouldStartWith($"Tokens:LifetimeDays is '{days}'");

    public void Dispose() => _directory.Dispose();
}
