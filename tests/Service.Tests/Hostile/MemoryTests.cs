using System.Text;

namespace Scim.Service.Tests.Hostile;

/// <summary>A hundred megabytes are refused without being held. Alone, since what is measured is the process.</summary>
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests(HostileWorld world) : IClassFixture<HostileWorld>
{
    private const int Piece = 64 * 1024;
    private const int Pieces = 100 * 1024 * 1024 / Piece;
    private const long Bound = 64 * 1024 * 1024;
    private const long AllocationBound = 2 * Bound;

    public static TheoryData<string> Writes => ["POST /Users", "PATCH /Users/{user}", "POST /Groups", "PUT /Groups/{group}", "PATCH /Groups/{group}"];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task a_body_of_100_MB_is_413_by_its_declared_length(string write)
    {
        var (head, _) = Heads(write);
        await ShouldHoldLittle(async () =>
        {
            var pieces = Enumerable.Repeat(Filler(), Pieces);
            (await world.Wire.Send([head, .. pieces])).ShouldBeRefused(413);
        });
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task a_body_of_100_MB_in_chunks_is_413_once_it_is_past_the_limit(string write)
    {
        var (_, head) = Heads(write);
        await ShouldHoldLittle(async () => (await world.Wire.SendChunked(head, Filler(), Pieces)).ShouldBeRefused(413));
    }

    [Fact]
    public async Task a_body_of_100_MB_without_a_token_is_401()
    {
        var head = world.Wire.Head("POST", world.Target("/Users"), "Content-Type: application/json", $"Content-Length: {Pieces * Piece}");
        await ShouldHoldLittle(async () => (await world.Wire.Send([head, .. Enumerable.Repeat(Filler(), Pieces)])).ShouldBeRefused(401));
    }

    [Fact]
    public async Task a_thousand_announced_bodies_of_16_MB_that_never_come_hold_little()
    {
        var head = world.Wire.Head(
            "PATCH", world.Target("/Groups/" + world.GroupId), world.Bearer, "Content-Type: application/json", $"Content-Length: {16 * 1024 * 1024}");
        await ShouldHoldLittle(async () =>
        {
            for (var round = 0; round < 10; round++)
            {
                await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => world.Wire.SendAndHangUp(head, "{"u8.ToArray())));
            }
        });
    }

    private static byte[] Filler() => Encoding.ASCII.GetBytes("{\"x\":\"" + new string('y', Piece - 6));

    private (byte[] WithLength, byte[] Chunked) Heads(string write)
    {
        var (method, path) = (write.Split(' ')[0], write.Split(' ')[1]);
        var target = world.Target(path.Replace("{user}", world.UserId, StringComparison.Ordinal).Replace("{group}", world.GroupId, StringComparison.Ordinal));
        return (
            world.Wire.Head(method, target, world.Bearer, "Content-Type: application/json", $"Content-Length: {Pieces * Piece}"),
            world.Wire.Head(method, target, world.Bearer, "Content-Type: application/json", "Transfer-Encoding: chunked"));
    }

    /// <summary>
    /// Neither held afterwards nor at the peak, nor allocated to be dropped: what the managed heap holds is watched while the request runs, after a collection,
    /// because how much garbage lies about before one is up to the processor's cache; and all that was allocated is bounded by itself.
    /// </summary>
    private async Task ShouldHoldLittle(Func<Task> request)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        var running = request();
        var peak = before;
        while (!running.IsCompleted)
        {
            GC.Collect();
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
            await Task.WhenAny(running, Task.Delay(5));
        }

        await running;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        (peak - before).ShouldBeLessThan(Bound, "bytes of managed heap at the peak above those before");
        allocated.ShouldBeLessThan(AllocationBound, "bytes allocated by the service and this client together");
        await world.ShouldStillServe();
    }
}
