using Scim.Service.Tests.Exchanges;

namespace Scim.Cluster.Tests.Exchanges;

/// <summary>
/// Sends each request to a node drawn for it, as a load balancer that keeps nobody with a node. The Host header stays what the client meant, so that locations are those of the
/// public address (rule A5).
/// </summary>
/// <param name="addresses">The nodes, without a slash at the end.</param>
/// <param name="seed">The same seed and the same order of requests give the same nodes.</param>
internal sealed class RandomNode(IReadOnlyList<string> addresses, int seed) : DelegatingHandler(ExchangeClient.Network())
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var meant = request.RequestUri!;
        var target = meant.OriginalString[meant.GetLeftPart(UriPartial.Authority).Length..];
        request.Headers.Host ??= meant.Authority;
        request.RequestUri = new Uri(Next() + target, ExchangeClient.AsWritten);
        return base.SendAsync(request, cancellationToken);
    }

    private string Next()
    {
        lock (_gate)
        {
            return addresses[_random.Next(addresses.Count)];
        }
    }
}
