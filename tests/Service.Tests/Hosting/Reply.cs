using System.Text.Json;

namespace Scim.Service.Tests.Hosting;

/// <summary>An answer, read whole.</summary>
internal sealed record Reply(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    private readonly Lazy<JsonElement> _json = new(() => JsonSerializer.Deserialize<JsonElement>(Text));

    public JsonElement Json => _json.Value;

    public string Id => Json.GetProperty("id").GetString()!;

    public string? ScimType => Json.TryGetProperty("scimType", out var type) ? type.GetString() : null;

    public string Detail => Json.GetProperty("detail").GetString()!;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public override string ToString() => $"{Status} {Text}";

    public static async Task<Reply> Read(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Reply((int)response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }

    /// <summary>Fails unless the status is this one, showing the body.</summary>
    public Reply Expect(int status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }

    /// <summary>Fails unless it is a SCIM error of this status (rule A6) with this refusal id.</summary>
    public Reply ExpectScimError(int status, string? refusal = null)
    {
        Expect(status);
        Header("Content-Type").ShouldBe("application/scim+json");
        Json.GetProperty("schemas")[0].GetString().ShouldBe("urn:ietf:params:scim:api:messages:2.0:Error");
        Json.GetProperty("status").GetString().ShouldBe($"{status}");
        Detail.ShouldNotBeNullOrWhiteSpace();
        if (refusal is not null)
        {
            Detail.ShouldEndWith($"[{refusal}]");
        }

        return this;
    }

    /// <summary>Fails unless it is a problem (RFC 9457) of this status with this refusal id.</summary>
    public Reply ExpectProblem(int status, string? refusal = null)
    {
        Expect(status);
        Header("Content-Type").ShouldBe("application/problem+json");
        Json.GetProperty("status").GetInt32().ShouldBe(status);
        Json.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace();
        Detail.ShouldNotBeNullOrWhiteSpace();
        if (refusal is not null)
        {
            Json.GetProperty("refusal").GetString().ShouldBe(refusal);
        }

        return this;
    }
}
