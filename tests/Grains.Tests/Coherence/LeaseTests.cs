using Microsoft.Extensions.Time.Testing;
using Scim.Grains.Coherence;
using Scim.Grains.Storage;

namespace Scim.Grains.Tests.Coherence;

public sealed class LeaseTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CoherenceOptions _options = new() { SingleNode = false, LeaseDuration = TimeSpan.FromSeconds(2) };

    [Fact]
    public void a_single_node_needs_no_lease()
    {
        new OwnLease(_time, new CoherenceOptions { SingleNode = true }).IsValid.ShouldBeTrue();
    }

    [Fact]
    public void a_node_without_a_lease_answers_from_no_copy()
    {
        new OwnLease(_time, _options).IsValid.ShouldBeFalse();
    }

    [Fact]
    public void a_first_lease_counts_only_after_every_writers_list_shows_it()
    {
        var lease = new OwnLease(_time, _options);
        Renew(lease);
        lease.IsValid.ShouldBeFalse();

        _time.Advance(_options.RosterAge);
        Renew(lease);
        lease.IsValid.ShouldBeFalse();

        _time.Advance(_options.WarmUp - _options.RosterAge);
        Renew(lease);
        lease.IsValid.ShouldBeTrue();
    }

    [Fact]
    public void a_lease_runs_out_and_a_late_renewal_drops_what_was_kept()
    {
        var lease = Valid();
        _time.Advance(_options.LeaseDuration);
        lease.IsValid.ShouldBeFalse();

        Renew(lease).ShouldBeTrue();
        lease.IsValid.ShouldBeFalse();
    }

    [Fact]
    public void a_renewal_that_was_confirmed_too_late_is_a_lapse()
    {
        var lease = Valid();
        var before = _time.GetTimestamp();
        _time.Advance(_options.LeaseDuration + TimeSpan.FromMilliseconds(1));

        var lapsed = false;
        lease.Renewed(before, () => lapsed = true);

        lapsed.ShouldBeTrue();
        lease.IsValid.ShouldBeFalse();
    }

    [Fact]
    public void a_renewal_in_time_drops_nothing()
    {
        var lease = Valid();
        _time.Advance(_options.Beat);

        Renew(lease).ShouldBeFalse();
        lease.IsValid.ShouldBeTrue();
    }

    [Fact]
    public void a_lease_that_was_given_up_does_not_come_back()
    {
        var lease = Valid();
        lease.GiveUp();
        Renew(lease);
        _time.Advance(_options.WarmUp);
        Renew(lease);

        lease.IsValid.ShouldBeFalse();
    }

    [Fact]
    public void without_a_lease_nothing_is_kept()
    {
        var lease = Valid();
        var copies = new CommittedCopies(_options, lease);
        var key = CopyKey.MemberNames(default);
        copies.PutLoaded(copies.Begin(), 1, new Copy(key, "a"));
        copies.Find(key).ShouldNotBeNull();
        _time.Advance(_options.LeaseDuration);

        copies.AreCurrent(copies.Find(key)!).ShouldBeFalse();
        var ticket = copies.Begin();
        Renew(lease, copies);
        copies.PutLoaded(ticket, 2, new Copy(key, "b"));

        copies.Find(key).ShouldBeNull();
    }

    [Fact]
    public async Task a_lease_that_stands_still_for_its_duration_has_run_out()
    {
        var leases = new TestLeases();
        using var roster = new NodeRoster(leases, "self", _time, _options);
        leases.Renew("other", _options.LeaseDuration);
        (await roster.Others(default)).ShouldBe(["other"]);

        _time.Advance(_options.LeaseDuration);
        await roster.Refresh(default);
        roster.HasRunOut("other").ShouldBeFalse("its clock may be a little slower");

        _time.Advance(_options.LeaseDuration * 0.1);
        await roster.Refresh(default);
        roster.HasRunOut("other").ShouldBeTrue();

        leases.Renew("other", _options.LeaseDuration);
        await roster.Refresh(default);
        roster.HasRunOut("other").ShouldBeFalse();
    }

    [Fact]
    public async Task a_lease_that_moves_has_not_run_out()
    {
        var leases = new TestLeases();
        using var roster = new NodeRoster(leases, "self", _time, _options);
        for (var i = 0; i < 20; i++)
        {
            leases.Renew("other", _options.LeaseDuration);
            await roster.Refresh(default);
            roster.HasRunOut("other").ShouldBeFalse();
            _time.Advance(_options.LeaseDuration);
        }
    }

    [Fact]
    public async Task the_list_is_read_again_when_it_is_too_old_for_a_commit()
    {
        var leases = new TestLeases();
        using var roster = new NodeRoster(leases, "self", _time, _options);
        (await roster.Others(default)).ShouldBeEmpty();
        leases.Renew("new", _options.LeaseDuration);
        (await roster.Others(default)).ShouldBeEmpty();

        _time.Advance(_options.RosterAge + TimeSpan.FromTicks(1));

        (await roster.Others(default)).ShouldBe(["new"]);
    }

    [Fact]
    public void a_node_keeps_copies_only_later_than_any_list_without_it_may_be_used()
    {
        _options.WarmUp.ShouldBeGreaterThan(_options.RosterAge);
        (_options.Beat * 2).ShouldBeLessThan(_options.LeaseDuration);
    }

    private OwnLease Valid()
    {
        var lease = new OwnLease(_time, _options);
        Renew(lease);
        _time.Advance(_options.WarmUp);
        Renew(lease);
        lease.IsValid.ShouldBeTrue();
        return lease;
    }

    private bool Renew(OwnLease lease, CommittedCopies? copies = null)
    {
        var lapsed = false;
        lease.Renewed(_time.GetTimestamp(), () =>
        {
            lapsed = true;
            copies?.Clear();
        });
        return lapsed;
    }
}
