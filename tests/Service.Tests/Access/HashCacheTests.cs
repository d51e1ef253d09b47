using Microsoft.Extensions.Time.Testing;
using Scim.Api.Access;

namespace Scim.Service.Tests.Access;

/// <summary>The API's memory of tokens.</summary>
public sealed class HashCacheTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly HashCache<string> _cache;

    public HashCacheTests() => _cache = new HashCache<string>(_time);

    [Fact]
    public void an_answer_is_forgotten_after_half_a_second()
    {
        var hash = HashOf("token");
        _cache.Set(hash, "grant", valid: true, _time.GetTimestamp());
        _time.Advance(TimeSpan.FromMilliseconds(499));
        _cache.TryGet(hash, out var answer).ShouldBeTrue();
        answer.ShouldBe("grant");
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _cache.TryGet(hash, out _).ShouldBeFalse();
    }

    [Fact]
    public void an_answer_is_as_old_as_its_question()
    {
        var hash = HashOf("token");
        var asked = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromMilliseconds(400));
        _cache.Set(hash, "grant", valid: true, asked);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        _cache.TryGet(hash, out _).ShouldBeFalse();
    }

    [Fact]
    public void a_flood_of_invented_tokens_drives_out_no_real_one()
    {
        var real = HashOf("token");
        _cache.Set(real, "grant", valid: true, _time.GetTimestamp());
        for (var i = 0; i < 10_000; i++)
        {
            _cache.Set(HashOf($"invented-{i}"), "nothing", valid: false, _time.GetTimestamp());
        }

        _cache.TryGet(real, out var answer).ShouldBeTrue();
        answer.ShouldBe("grant");
    }

    [Fact]
    public void a_token_that_lost_its_grant_is_not_found_as_known()
    {
        var hash = HashOf("token");
        _cache.Set(hash, "grant", valid: true, _time.GetTimestamp());
        _cache.Set(hash, "nothing", valid: false, _time.GetTimestamp());
        _cache.TryGet(hash, out var answer).ShouldBeTrue();
        answer.ShouldBe("nothing");
    }

    private static TokenHash HashOf(string token) =>
        TokenHash.TryRead($"Bearer {token}", out var hash) ? hash : throw new InvalidOperationException("No token.");
}
