using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Scim.Service.Tests.Hosting;

/// <summary>Calls one base URL with one credential.</summary>
/// <param name="http">Shared; carries no credential of its own.</param>
/// <param name="baseUrl">Without a slash at the end.</param>
/// <param name="token">Null for none.</param>
internal sealed class Caller(HttpClient http, string baseUrl, string? token)
{
    public string BaseUrl => baseUrl;

    public string? Token => token;

    public Caller With(string? otherToken) => new(http, baseUrl, otherToken);

    public Caller At(string otherBaseUrl) => new(http, otherBaseUrl, token);

    public Task<Reply> Get(string path) => Send("GET", path);

    public Task<Reply> Delete(string path) => Send("DELETE", path);

    public Task<Reply> Post(string path, object body) => Send("POST", path, body);

    public Task<Reply> Put(string path, object body) => Send("PUT", path, body);

    /// <param name="path">The resource.</param>
    /// <param name="operations">Objects with <c>op</c>, <c>path</c>, <c>value</c>.</param>
    public Task<Reply> Patch(string path, params object[] operations) =>
        Send("PATCH", path, new { schemas = new[] { "urn:ietf:params:scim:api:messages:2.0:PatchOp" }, Operations = operations });

    public Task<Reply> Send(string method, string path, object? body = null) =>
        Send(method, path, body is null ? null : Json(body is string text ? text : JsonSerializer.Serialize(body)));

    /// <summary>Sends any content, with any further headers.</summary>
    public async Task<Reply> Send(string method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), baseUrl + path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        using var response = await http.SendAsync(request);
        return await Reply.Read(response);
    }

    public static StringContent Json(string text, string mediaType = "application/scim+json") => new(text, Encoding.UTF8, MediaTypeHeaderValue.Parse(mediaType));
}
