using Scim.Api.Http;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Errors;

namespace Scim.Service.Tests.Http;

/// <summary>One repetition, and only of what passes.</summary>
public sealed class RepeatTests
{
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
    public async Task an_unavailable_store_is_asked_once_more()
    {
        var calls = 0;
        var outcome = await Repeat.IdempotentOutcome<int, Done>(
            0, _ => Task.FromResult<Outcome<Done>>(++calls == 1 ? new Refused(Refusals.Unavailable.Id, "away") : Done.Instance));
        outcome.IsRefused.ShouldBeFalse();
        calls.ShouldBe(2);
    }
}
