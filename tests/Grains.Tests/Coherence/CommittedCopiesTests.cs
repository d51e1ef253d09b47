using Scim.Grains.Coherence;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Storage;

namespace Scim.Grains.Tests.Coherence;

public sealed class CommittedCopiesTests
{
    private static readonly EnvironmentKey Environment = new(Guid.NewGuid());
    private readonly CommittedCopies _copies = NewCopies();

    [Fact]
    public void a_loaded_value_is_found_again()
    {
        var key = NewKey();

        _copies.PutLoaded(_copies.Begin(), 1, new Copy(key, "a")).ShouldBeTrue();

        Read(key).ShouldBe("a");
    }

    [Fact]
    public void an_announced_key_is_gone()
    {
        var key = NewKey();
        _copies.PutLoaded(_copies.Begin(), 1, new Copy(key, "old"));

        Announce(2, key);

        _copies.Find(key).ShouldBeNull();
    }

    [Fact]
    public void a_load_that_began_before_an_announcement_is_not_kept_and_asks_to_be_repeated()
    {
        var key = NewKey();
        var ticket = _copies.Begin();
        Announce(2, key);

        _copies.PutLoaded(ticket, 1, new Copy(key, "old")).ShouldBeFalse();

        _copies.Find(key).ShouldBeNull();
    }

    [Fact]
    public void a_commit_is_kept_where_its_own_announcement_left_its_mark()
    {
        var key = NewKey();
        var ticket = _copies.Begin();
        Announce(2, key);

        _copies.PutCommitted(ticket, 2, new Copy(key, "new"));

        Read(key).ShouldBe("new");
    }

    [Fact]
    public void a_commit_is_not_kept_when_a_later_one_was_announced()
    {
        var key = NewKey();
        var ticket = _copies.Begin();
        Announce(2, key);
        Announce(3, key);

        _copies.PutCommitted(ticket, 2, new Copy(key, "old"));

        _copies.Find(key).ShouldBeNull();
    }

    [Fact]
    public void a_commit_is_not_kept_when_another_node_changed_the_key_meanwhile()
    {
        var key = NewKey();
        var ticket = _copies.Begin();
        Announce(2, key);
        _copies.Announce([new CommittedChange(key, 3)], own: false);

        _copies.PutCommitted(ticket, 2, new Copy(key, "old"));

        _copies.Find(key).ShouldBeNull();
    }

    [Fact]
    public void a_commit_is_not_kept_when_another_nodes_later_change_was_heard_first()
    {
        var key = NewKey();
        var ticket = _copies.Begin();
        _copies.Announce([new CommittedChange(key, 3)], own: false);
        Announce(2, key);

        _copies.PutCommitted(ticket, 2, new Copy(key, "old"));

        _copies.Find(key).ShouldBeNull();
    }

    [Fact]
    public void announcements_of_one_batch_leave_the_mark_of_the_last()
    {
        var key = NewKey();
        var ticket = _copies.Begin();
        _copies.Announce([new CommittedChange(key, 2), new CommittedChange(key, 3)], own: true);

        _copies.PutCommitted(ticket, 2, new Copy(key, "old"));
        _copies.Find(key).ShouldBeNull();
        _copies.PutCommitted(ticket, 3, new Copy(key, "new"));

        Read(key).ShouldBe("new");
    }

    [Fact]
    public void parts_of_one_snapshot_are_kept_together_or_not_at_all()
    {
        var (one, other) = (NewKey(), NewKey());
        var ticket = _copies.Begin();
        Announce(2, other);

        _copies.PutLoaded(ticket, 1, new Copy(one, "1"), new Copy(other, "2")).ShouldBeFalse();

        _copies.Find(one).ShouldBeNull();
    }

    [Fact]
    public void an_older_snapshot_does_not_replace_a_newer_one()
    {
        var key = NewKey();
        var slow = _copies.Begin();
        _copies.PutLoaded(_copies.Begin(), 5, new Copy(key, "new"));

        _copies.PutLoaded(slow, 4, new Copy(key, "old"));

        Read(key).ShouldBe("new");
    }

    [Fact]
    public void a_copy_that_was_replaced_is_no_longer_current()
    {
        var key = NewKey();
        _copies.PutLoaded(_copies.Begin(), 1, new Copy(key, "a"));
        var entry = _copies.Find(key)!;
        _copies.PutLoaded(_copies.Begin(), 1, new Copy(key, "a"));

        _copies.AreCurrent(entry).ShouldBeFalse();
    }

    [Fact]
    public void clearing_forgets_everything_and_what_is_being_read()
    {
        var (here, reading) = (NewKey(), NewKey());
        _copies.PutLoaded(_copies.Begin(), 1, new Copy(here, "a"));
        var entry = _copies.Find(here)!;
        var ticket = _copies.Begin();

        _copies.Clear();

        _copies.Find(here).ShouldBeNull();
        _copies.AreCurrent(entry).ShouldBeFalse();
        _copies.PutLoaded(ticket, 1, new Copy(reading, "b")).ShouldBeFalse();
        _copies.Bytes.ShouldBe(0);
    }

    [Fact]
    public void memory_stays_within_its_bound_and_what_is_read_stays_longest()
    {
        var copies = NewCopies(bytes: 100_000);
        var read = NewKey();
        copies.PutLoaded(copies.Begin(), 1, new Copy(read, "kept"));
        for (var i = 0; i < 5_000; i++)
        {
            copies.PutLoaded(copies.Begin(), 1, new Copy(NewKey(), "x"));
            copies.Find(read).ShouldNotBeNull();
            copies.Bytes.ShouldBeLessThanOrEqualTo(100_000);
        }

        copies.Count.ShouldBeLessThan(1_000);
    }

    [Fact]
    public void marks_are_bounded_too()
    {
        var copies = NewCopies(bytes: 100_000);
        for (var i = 0; i < 5_000; i++)
        {
            copies.Announce([new CommittedChange(NewKey(), i)], own: true);
        }

        copies.Bytes.ShouldBeLessThanOrEqualTo(100_000);
    }

    private static CommittedCopies NewCopies(long bytes = 1_000_000)
    {
        var options = new CoherenceOptions { SingleNode = true, CopyBytes = bytes };
        return new CommittedCopies(options, new OwnLease(TimeProvider.System, options));
    }

    private static CopyKey NewKey() => CopyKey.User(new UserKey(Environment, Guid.NewGuid()));

    private void Announce(long position, params CopyKey[] keys) =>
        _copies.Announce([.. keys.Select(k => new CommittedChange(k, position))], own: true);

    private object? Read(CopyKey key) => _copies.Find(key) is { } entry && _copies.AreCurrent(entry) ? entry.Value : null;
}
