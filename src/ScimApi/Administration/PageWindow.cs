using Scim.Protocol.Errors;

namespace Scim.Api.Administration;

/// <summary>The part of a list that is wanted: <c>?offset=0&amp;limit=100</c>, at most 1000.</summary>
internal readonly record struct PageWindow(int Offset, int Limit)
{
    private const int DefaultLimit = 100;
    private const int LargestLimit = 1000;

    /// <exception cref="ScimException"><see cref="Refusals.QueryParameter"/>.</exception>
    public static PageWindow Read(HttpRequest request) =>
        new((int)Number(request, "offset", 0, int.MaxValue), (int)Number(request, "limit", DefaultLimit, LargestLimit));

    /// <summary>A number that is not negative; larger ones are cut to the most.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.QueryParameter"/>.</exception>
    public static long Number(HttpRequest request, string name, long absent, long most)
    {
        var text = request.Query[name].ToString();
        return text.Length == 0 ? absent
            : text.AsSpan().ContainsAnyExceptInRange('0', '9') ? throw new ScimException(Refusals.QueryParameter, $"'{name}' must be an integer of at least 0.")
            : long.TryParse(text, out var number) ? Math.Min(number, most)
            : most;
    }
}
