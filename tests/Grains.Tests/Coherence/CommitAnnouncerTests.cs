using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Scim.Grains.Coherence;
using Scim.Grains.Storage;

namespace Scim.Grains.Tests.Coherence;

public sealed class CommitAnnouncerTests
{
    private static readonly ImmutableArray<CommittedChange> Changes = [new CommittedChange(CopyKey.MemberNames(default), 1)];
    private readonly FakeTimeProvider _time = new();
    private readonly TestLeases _leases = new();
    private readonly TestPeers _peers = new();

    [Fact]
    public void on_a_single_node_it_is_a_local_call()
    {
        Announcer(singleNode: true).Committed(Changes, default).AsTask().IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task every_node_with_a_lease_is_told_once()
    {
        _leases.Renew("a", TimeSpan.FromSeconds(2));
        _leases.Renew("b", TimeSpan.FromSeconds(2));
        _leases.Renew("self", TimeSpan.FromSeconds(2));

        await Announcer().Committed(Changes, default);

        _peers.Told.Order().ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task a_node_that_cannot_be_reached_is_waited_for_until_its_lease_has_run_out()
    {
        _leases.Renew("frozen", TimeSpan.FromSeconds(2));
        _peers.Unreachable.Add("frozen");
        var started = _time.GetUtcNow();

        var announced = Announcer().Committed(Changes, default).AsTask();
        await AdvanceUntil(announced);

        (_time.GetUtcNow() - started).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2.2));
    }

    [Fact]
    public async Task a_node_that_keeps_its_lease_is_told_again_until_it_hears()
    {
        _leases.Renew("deaf", TimeSpan.FromSeconds(2));
        _peers.Unreachable.Add("deaf");
        var announced = Announcer().Committed(Changes, default).AsTask();
        for (var i = 0; i < 40; i++)
        {
            _leases.Renew("deaf", TimeSpan.FromSeconds(2));
            await Advance();
        }

        announced.IsCompleted.ShouldBeFalse("its copies could still be read");
        _peers.Unreachable.Clear();
        await AdvanceUntil(announced);

        _peers.Told.ShouldBe(["deaf"]);
    }

    [Fact]
    public async Task a_message_without_an_answer_is_waited_for_no_longer_than_the_lease()
    {
        _leases.Renew("silent", TimeSpan.FromSeconds(2));
        _peers.Silent.Add("silent");

        await AdvanceUntil(Announcer().Committed(Changes, default).AsTask());
    }

    [Fact]
    public async Task a_stopping_node_gives_the_wait_up()
    {
        _leases.Renew("deaf", TimeSpan.FromSeconds(2));
        _peers.Unreachable.Add("deaf");
        using var stopping = new CancellationTokenSource();
        var announced = Announcer().Committed(Changes, stopping.Token).AsTask();
        await stopping.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(announced);
    }

    private CommitAnnouncer Announcer(bool singleNode = false)
    {
        var options = new CoherenceOptions { SingleNode = singleNode };
        var services = new ServiceCollection()
            .AddSingleton<IPeers>(_peers)
            .AddSingleton(new NodeRoster(_leases, "self", _time, options))
            .BuildServiceProvider();
        return new CommitAnnouncer(new CommittedCopies(options, new OwnLease(_time, options)), services, _time, options, NullLogger<CommitAnnouncer>.Instance);
    }

    private async Task Advance()
    {
        _time.Advance(TimeSpan.FromMilliseconds(100));
        await Task.Yield();
    }

    private async Task AdvanceUntil(Task task)
    {
        for (var i = 0; i < 2_000 && !task.IsCompleted; i++)
        {
            await Advance();

            // A busy machine needs time to run what the clock has woken.
            await Task.Delay(1);
        }

        await task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private sealed class TestPeers : IPeers
    {
        private readonly TaskCompletionSource _never = new();

        public HashSet<string> Unreachable { get; } = [];

        public HashSet<string> Silent { get; } = [];

        public List<string> Told { get; } = [];

        public Task Announce(string node, ImmutableArray<CommittedChange> changes)
        {
            if (Unreachable.Contains(node))
            {
                return Task.FromException(new TimeoutException());
            }

            if (Silent.Contains(node))
            {
                return _never.Task;
            }

            Told.Add(node);
            return Task.CompletedTask;
        }
    }
}
