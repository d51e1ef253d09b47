using System.Buffers;
using System.Text;
using Scim.Protocol.Json;

namespace Scim.Protocol.Tests.Json;

public sealed class Utf8SinkTests
{
    // Every place that the end of the buffer's free space can have inside a text, a GUID, a number and a time.
    [Fact]
    public void a_text_that_crosses_the_end_of_the_buffer_is_written_once_and_with_nothing_else()
    {
        var id = Guid.Parse("2819c223-7f76-453a-919d-413861904646");
        var time = new DateTimeOffset(2011, 5, 13, 4, 42, 34, TimeSpan.Zero);
        const string Tail = "/Users/2819c223-7f76-453a-919d-413861904646-9000000000000000002011-05-13T04:42:34.000Z";
        for (var before = 3900; before < 4200; before++)
        {
            var buffer = new StaleBuffer();
            var sink = new Utf8Sink(buffer);
            sink.Append(new byte[before].AsSpan());
            sink.AppendText("/Users/");
            sink.Append(id);
            sink.Append(-900000000000000000L);
            sink.Append(time);
            sink.Flush();

            buffer.Written.Length.ShouldBe(before + Tail.Length);
            Encoding.ASCII.GetString(buffer.Written[before..]).ShouldBe(Tail);
        }
    }

    /// <summary>Hands out no more than it is asked for, filled with what an earlier request may have left there.</summary>
    private sealed class StaleBuffer : IBufferWriter<byte>
    {
        private readonly List<byte> _written = [];
        private byte[] _free = [];

        public byte[] Written => [.. _written];

        public void Advance(int count) => _written.AddRange(_free.AsSpan(0, count).ToArray());

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            _free = new byte[Math.Max(sizeHint, 1)];
            _free.AsSpan().Fill((byte)'?');
            return _free;
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
