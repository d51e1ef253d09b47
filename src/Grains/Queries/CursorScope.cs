using System.Buffers.Binary;
using System.Text;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;

namespace Scim.Grains.Queries;

/// <summary>What a cursor is good for and nothing else: tenant and environment, endpoint, filter, order (RFC 9865 §2, §5.2).</summary>
internal sealed record CursorScope(TenantKey Tenant, string Endpoint, string? Filter, string? SortBy, bool Descending)
{
    public static CursorScope Of(TenantKey tenant, string endpoint, ListRequest request) =>
        new(tenant, endpoint, request.Filter, request.SortBy, request.Descending);

    /// <summary>Every part with its length before it, so that no two scopes have the same bytes.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        bytes.WriteByte(Descending ? (byte)1 : (byte)0);
        bytes.Write(Tenant.Environment.Id.ToByteArray(bigEndian: true));
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in (ReadOnlySpan<string?>)[Tenant.Key, Endpoint, Filter, SortBy])
        {
            var text = part is null ? null : Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, text?.Length ?? -1);
            bytes.Write(length);
            bytes.Write(text);
        }

        return bytes.ToArray();
    }
}
