namespace Scim.Service.Tests.Exchanges;

/// <summary>Sends requests as identity providers do: the request target goes out byte for byte (<c>/Users/ID?</c>, a trailing <c>&amp;</c>), headers unchecked.</summary>
internal sealed class ExchangeClient : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="route">What stands before the network, and has to end in <see cref="Network"/>; nothing unless said.</param>
    public ExchangeClient(HttpMessageHandler? route = null) => _http = new HttpClient(route ?? Network()) { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Keeps a target as it is written.</summary>
    public static UriCreationOptions AsWritten { get; } = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Sends as it is told: follows nothing, remembers nothing.</summary>
    public static SocketsHttpHandler Network() => new() { AllowAutoRedirect = false, UseCookies = false };

    /// <param name="method">Any HTTP method.</param>
    /// <param name="url">Scheme, host and target, the target percent-encoded as it is to go out.</param>
    /// <param name="headers">Names and values; Content-Type too.</param>
    /// <param name="body">Null for a request without one.</param>
    /// <exception cref="ExchangeException">No answer within 60 s, or the connection broke.</exception>
    public async Task<ExchangeAnswer> Send(string method, string url, IReadOnlyDictionary<string, string> headers, byte[]? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(url, AsWritten));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        try
        {
            using var response = await _http.SendAsync(request);
            return new ExchangeAnswer((int)response.StatusCode, HeadersOf(response), await response.Content.ReadAsByteArrayAsync());
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException or IOException)
        {
            throw new ExchangeException($"{method} {url} got no answer: {broken.Message}", broken);
        }
    }

    public void Dispose() => _http.Dispose();

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            headers[name] = values.ToString();
        }

        return headers;
    }
}
