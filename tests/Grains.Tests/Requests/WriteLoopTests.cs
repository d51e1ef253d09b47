using Microsoft.Extensions.Time.Testing;
using Scim.Grains.Requests;
using Scim.Protocol.Errors;

namespace Scim.Grains.Tests.Requests;

public sealed class WriteLoopTests
{
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public async Task a_write_that_succeeds_is_done_once()
    {
        var attempts = 0;
        (await new WriteLoop(_time).Run(n => new ValueTask<string?>($"{attempts++}"))).ShouldBe("0");
    }

    [Fact]
    public async Task a_write_is_repeated_while_others_are_faster()
    {
        (await Run(n => n < 1 ? null : "done")).ShouldBe("done");
    }

    [Fact]
    public async Task after_five_seconds_it_is_refused_as_busy_never_as_a_failed_precondition()
    {
        var refused = await Should.ThrowAsync<ScimException>(() => Run(_ => null));
        refused.Error.Refusal.ShouldBe(Refusals.Busy);
    }

    private async Task<string> Run(Func<int, string?> attempt)
    {
        var running = new WriteLoop(_time).Run(n => new ValueTask<string?>(attempt(n))).AsTask();
        for (var i = 0; i < 10_000 && !running.IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return await running.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
