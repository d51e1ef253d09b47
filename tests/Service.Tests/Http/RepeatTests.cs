using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Orleans.Runtime.Messaging;
using Scim.Api.Http;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Errors;

namespace Scim.Service.Tests.Http;

/// <summary>One repetition, and only of what passes.</summary>
public sealed class RepeatTests
{
    // Orleans alone can make one with words in it.
    private static OrleansMessageRejectionException Rejection => (OrleansMessageRejectionException)RuntimeHelpers.GetUninitializedObject(typeof(OrleansMessageRejectionException));

    [Fact]
    public async Task a_transient_fault_is_hidden_once()
    {
        var calls = 0;
        (await Repeat.Idempotent(0, _ => ++calls == 1 ? throw new TimeoutException() : Task.FromResult("answer"))).ShouldBe("answer");
        calls.ShouldBe(2);
    }

    [Fact]
    public async Task a_second_transient_fault_is_not_hidden()
    {
        var calls = 0;
        await Should.ThrowAsync<SiloUnavailableException>(() => Repeat.Idempotent<int, string>(0, _ => throw (++calls == 1 ? new TimeoutException() : new SiloUnavailableException())));
        calls.ShouldBe(2);
    }

    [Fact]
    public async Task another_fault_is_not_repeated()
    {
        var calls = 0;
        await Should.ThrowAsync<InvalidOperationException>(() => Repeat.Idempotent<int, string>(0, _ =>
        {
            calls++;
            throw new InvalidOperationException();
        }));
        calls.ShouldBe(1);
    }

    [Fact]
    public async Task a_call_that_never_came_to_its_grain_is_made_once_more()
    {
        var calls = 0;
        (await Repeat.Undelivered(0, _ => ++calls == 1 ? throw Rejection : Task.FromResult("answer"))).ShouldBe("answer");
        calls.ShouldBe(2);
    }

    public static TheoryData<Exception> FaultsOfCallsThatMayHaveBeenCarriedOut =>
        [new SiloUnavailableException(), new TimeoutException(), new OrleansException("?"), new DirectoryUnavailableException("away")];

    [Theory]
    [MemberData(nameof(FaultsOfCallsThatMayHaveBeenCarriedOut))]
    public async Task a_call_that_may_have_been_carried_out_is_not_made_twice(Exception fault)
    {
        var calls = 0;
        var thrown = await Should.ThrowAsync<Exception>(() => Repeat.Undelivered<int, string>(0, _ =>
        {
            calls++;
            throw fault;
        }));
        thrown.ShouldBe(fault);
        calls.ShouldBe(1);
    }

    public static TheoryData<Exception> PassingFaults =>
    [
        new TimeoutException(), new OperationCanceledException(), new SiloUnavailableException(), new ConnectionFailedException("refused"), new SocketException(),
        new DirectoryUnavailableException("away"), new OrleansException("Retry later."), Rejection, new AggregateException(new SiloUnavailableException()), new InvalidOperationException("outer", new TimeoutException()),
    ];

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public void what_a_silo_or_a_store_that_is_away_throws_passes_by_itself(Exception fault) => Repeat.IsTransient(fault).ShouldBeTrue();

    [Fact]
    public void a_defect_does_not_pass_by_itself() => Repeat.IsTransient(new InvalidOperationException("outer", new FormatException())).ShouldBeFalse();

    [Fact]
    public async Task an_unavailable_store_is_asked_once_more()
    {
        var calls = 0;
        var outcome = await Repeat.IdempotentOutcome<int, Done>(
            0, _ => Task.FromResult<Outcome<Done>>(++calls == 1 ? new Refused(Refusals.Unavailable.Id, "away") : Done.Instance));
        outcome.IsRefused.ShouldBeFalse();
        calls.ShouldBe(2);
    }

    [Fact]
    public async Task a_change_is_told_that_it_is_the_repetition()
    {
        var calls = new List<bool>();
        (await Repeat.Change<int, Done>(0, (_, repeated) =>
        {
            calls.Add(repeated);
            return repeated ? Task.FromResult<Outcome<Done>>(Done.Instance) : throw new TimeoutException();
        })).IsRefused.ShouldBeFalse();
        calls.ShouldBe([false, true]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_deletion_that_finds_nothing_after_a_first_call_of_unknown_outcome_is_done(bool thrown)
    {
        foreach (var missing in (Refusal[])[Refusals.UserMissing, Refusals.GroupMissing])
        {
            var calls = 0;
            (await Repeat.Deletion(0, _ => Task.FromResult<Outcome<Done>>(
                ++calls > 1 ? new Refused(missing.Id, "gone")
                : thrown ? throw new TimeoutException()
                : new Refused(Refusals.Unavailable.Id, "away")))).IsRefused.ShouldBeFalse();
            calls.ShouldBe(2);
        }
    }

    [Fact]
    public async Task a_deletion_that_finds_nothing_at_once_is_refused() =>
        (await Repeat.Deletion(0, _ => Task.FromResult<Outcome<Done>>(new Refused(Refusals.UserMissing.Id, "gone")))).Refusal!.Id.ShouldBe("user-missing");
}
