using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Grains.Interfaces.Environments;
using Scim.Grains.Interfaces.Keys;
using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Errors;

namespace Scim.Api.Administration;

/// <summary>What the administration endpoints share: reading a body, finding the environment, mapping an outcome.</summary>
internal static class AdministrationRequest
{
    /// <exception cref="ScimException">The body is too large, of another type, or not the JSON that <typeparamref name="T"/> needs.</exception>
    public static async Task<T> Read<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        var body = await RequestBody.Read(request, RequestBody.Limit);
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new ScimException(Refusals.MalformedJson, "The body must be a JSON object.");
        }
        catch (JsonException e)
        {
            throw new ScimException(Refusals.MalformedJson, e.Path is { Length: > 1 } path ? $"The body's value at '{path}' is not as it should be." : "The body is not the JSON object that is expected.");
        }
    }

    /// <exception cref="ScimException"><see cref="Refusals.MissingValue"/>: absent or blank.</exception>
    public static string Required(string? value, string name) =>
        string.IsNullOrWhiteSpace(value) ? throw new ScimException(Refusals.MissingValue, $"'{name}' is required.") : value;

    public static string Route(this HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    /// <summary>Finds the URL's environment and hands it on, or answers that there is none.</summary>
    public static async Task InEnvironment(HttpContext context, IGrainFactory grains, Func<EnvironmentKey, IEnvironmentGrain, Task> work)
    {
        var found = await grains.ProjectDirectory().GetEnvironment(context.Route(Addresses.Project), context.Route(Addresses.Environment));
        if (found.IsRefused)
        {
            await ErrorAnswer.Write(context, found.Refusal);
            return;
        }

        var key = new EnvironmentKey(found.Value.Id);
        await work(key, grains.Environment(key));
    }

    public static Task Ok<TValue, TResponse>(HttpContext context, Outcome<TValue> outcome, Func<TValue, TResponse> map, JsonTypeInfo<TResponse> type)
        where TValue : class =>
        outcome.IsRefused ? ErrorAnswer.Write(context, outcome.Refusal) : Write(context, StatusCodes.Status200OK, map(outcome.Value), type);

    /// <summary>201 with a <c>Location</c>.</summary>
    /// <param name="context">The request.</param>
    /// <param name="outcome">What was created.</param>
    /// <param name="location">The path of the new resource below the collection.</param>
    /// <param name="map">To the answer.</param>
    /// <param name="type">Of the answer.</param>
    /// <param name="collection">The collection's path; by default the request's own.</param>
    public static Task Created<TValue, TResponse>(
        HttpContext context, Outcome<TValue> outcome, Func<TValue, string> location, Func<TValue, TResponse> map, JsonTypeInfo<TResponse> type,
        PathString? collection = null)
        where TValue : class
    {
        if (outcome.IsRefused)
        {
            return ErrorAnswer.Write(context, outcome.Refusal);
        }

        context.Response.Headers.Location = $"{context.Request.PathBase}{(collection ?? context.Request.Path).ToString().TrimEnd('/')}/{location(outcome.Value)}";
        return Write(context, StatusCodes.Status201Created, map(outcome.Value), type);
    }

    private static async Task Write<T>(HttpContext context, int status, T value, JsonTypeInfo<T> type)
    {
        using var body = new PooledBuffer();
        await using (var json = new Utf8JsonWriter(body))
        {
            JsonSerializer.Serialize(json, value, type);
        }

        context.Response.Headers.CacheControl = "no-store";
        await Answer.Write(context, status, "application/json", body);
    }
}
