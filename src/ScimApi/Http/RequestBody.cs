using System.Buffers;
using System.IO.Pipelines;
using Scim.Protocol.Errors;

namespace Scim.Api.Http;

/// <summary>Reads a body into one array, within a limit: by its declared length at once, else as it comes, so that no client can make the service hold more.</summary>
internal static class RequestBody
{
    /// <summary>1 MiB (docs/guarantees.md).</summary>
    public const int Limit = 1024 * 1024;

    /// <summary>16 MiB, for POST, PUT and PATCH of a group: fifty thousand members fit.</summary>
    public const int GroupLimit = 16 * 1024 * 1024;

    /// <summary>4 MiB, for a bulk request: <c>maxPayloadSize</c>.</summary>
    public const int BulkLimit = 4 * 1024 * 1024;

    private const int FirstPart = 64 * 1024;

    /// <summary>Refuses a body of more than its limit.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.BodyTooLarge"/>.</exception>
    public static void Check(int length, int limit)
    {
        if (length > limit)
        {
            throw TooLarge(limit);
        }
    }

    /// <summary>Size, then media type, then the body.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.BodyTooLarge"/>, <see cref="Refusals.UnsupportedMediaType"/> or <see cref="Refusals.EmptyBody"/>.</exception>
    public static async ValueTask<byte[]> Read(HttpRequest request, int limit)
    {
        var length = request.ContentLength;
        if (length > limit)
        {
            throw TooLarge(limit);
        }

        if (length != 0 || request.ContentType is not null)
        {
            MediaTypes.Check(request.ContentType);
            MediaTypes.CheckEncoding(request.Headers.ContentEncoding);
        }

        var body = length is { } known ? await ReadKnown(request.BodyReader, (int)known, request.HttpContext.RequestAborted)
            : await ReadUnknown(request.BodyReader, limit, request.HttpContext.RequestAborted);
        return body.Length > 0 ? body : throw new ScimException(Refusals.EmptyBody, "The request needs a JSON body.");
    }

    private static async ValueTask<byte[]> ReadKnown(PipeReader reader, int length, CancellationToken cancellation)
    {
        if (length == 0)
        {
            return [];
        }

        // Taken as it arrives: who announces 16 MiB and sends nothing makes nobody hold 16 MiB.
        var read = await reader.ReadAtLeastAsync(Math.Min(length, FirstPart), cancellation);
        if (read.Buffer.Length >= length)
        {
            var whole = read.Buffer.Slice(0, length).ToArray();
            reader.AdvanceTo(read.Buffer.GetPosition(length));
            return whole;
        }

        reader.AdvanceTo(read.Buffer.Start, read.Buffer.Start);
        return await ReadUnknown(reader, length, cancellation);
    }

    private static async ValueTask<byte[]> ReadUnknown(PipeReader reader, int limit, CancellationToken cancellation)
    {
        using var parts = new PooledBuffer(FirstPart);
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (parts.Length + read.Buffer.Length > limit)
            {
                reader.AdvanceTo(read.Buffer.End);
                throw TooLarge(limit);
            }

            foreach (var part in read.Buffer)
            {
                parts.Write(part.Span);
            }

            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return parts.WrittenSpan.ToArray();
            }
        }
    }

    private static ScimException TooLarge(int limit) => new(Refusals.BodyTooLarge, $"The body is larger than {limit / 1024 / 1024} MiB ({limit} bytes).");
}
