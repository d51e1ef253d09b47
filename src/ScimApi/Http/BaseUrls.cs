using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Scim.Api.Http;

/// <summary>Base URLs by what they are made of, made once each. Bounded, since a client chooses the host name.</summary>
internal sealed class BaseUrls(IOptions<ApiOptions> options)
{
    private const int Capacity = 1024;
    private readonly ConcurrentDictionary<Parts, string> _cached = new();
    private readonly string? _publicUrl = options.Value.PublicUrl?.TrimEnd('/');

    /// <summary>The base that a request came through: the configured public URL, or the host that the request named (a trusted proxy's word counts).</summary>
    public string Of(HttpRequest request, string project, string environment, string? tenant)
    {
        var parts = _publicUrl is null
            ? new Parts(request.Scheme, request.Host.Value ?? "", request.PathBase.Value ?? "", project, environment, tenant)
            : new Parts("", "", "", project, environment, tenant);
        return _cached.TryGetValue(parts, out var known) ? known : Add(parts);
    }

    private string Add(Parts parts)
    {
        var origin = _publicUrl ?? $"{parts.Scheme}://{parts.Host}{parts.PathBase}";
        var path = $"/scim/v2/{parts.Project}/{parts.Environment}";
        var url = parts.Tenant is null ? origin + path : $"{origin}{path}/v2/{parts.Tenant}";
        if (_cached.Count >= Capacity)
        {
            _cached.Clear();
        }

        _cached[parts] = url;
        return url;
    }

    private readonly record struct Parts(string Scheme, string Host, string PathBase, string Project, string Environment, string? Tenant);
}
