using Microsoft.Extensions.Time.Testing;
using Scim.Api.Hosting;

namespace Scim.Service.Tests.Http;

/// <summary>A process that did not run for longer than the others wait for it makes no change for a while.</summary>
public sealed class StandstillTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Standstill _standstill;

    public StandstillTests() => _standstill = new Standstill(_time);

    public void Dispose() => _standstill.Dispose();

    [Fact]
    public void a_pause_as_long_as_a_lease_is_none()
    {
        _time.Advance(Standstill.Longest);
        _standstill.IsRecent.ShouldBeFalse();
        _standstill.Note();
        _standstill.IsRecent.ShouldBeFalse();
    }

    [Fact]
    public void a_longer_one_is_noticed_before_the_watch_has_run_again()
    {
        _time.Advance(Standstill.Longest + TimeSpan.FromMilliseconds(1));
        _standstill.IsRecent.ShouldBeTrue();
    }

    [Fact]
    public void after_a_standstill_changes_are_refused_for_a_while_and_then_no_longer()
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        _standstill.Note();
        for (var passed = TimeSpan.Zero; passed < Standstill.Aftermath; passed += TimeSpan.FromSeconds(1))
        {
            _standstill.IsRecent.ShouldBeTrue();
            _time.Advance(TimeSpan.FromSeconds(1));
            _standstill.Note();
        }

        _standstill.IsRecent.ShouldBeFalse();
    }
}
