using Scim.Grains.Interfaces.Results;
using Scim.Grains.Storage;
using Scim.Protocol.Errors;

namespace Scim.Grains.Requests;

/// <summary>The boundary of a request: the one place where a refusal found deep inside becomes a result.</summary>
internal static class RequestBoundary
{
    private const string Away = "The directory's store cannot answer now; repeat the request in a moment.";

    /// <summary>Answers what <paramref name="decide"/> answers, or its refusal.</summary>
    public static async Task<Outcome<T>> Answer<T>(Func<ValueTask<T>> decide)
        where T : class
    {
        try
        {
            return await decide();
        }
        catch (Exception e) when (RefusalOf(e) is { } refusal)
        {
            return refusal;
        }
    }

    /// <summary>As <see cref="Answer"/>; null where <paramref name="decide"/> gives none.</summary>
    public static async Task<Outcome<T>?> AnswerIfAny<T>(Func<ValueTask<T?>> decide)
        where T : class
    {
        try
        {
            return await decide() is { } value ? (Outcome<T>)value : null;
        }
        catch (Exception e) when (RefusalOf(e) is { } refusal)
        {
            return refusal;
        }
    }

    /// <summary>Answers what has no room for a refusal; the store's fault leaves as one that a process without the store's types can read.</summary>
    /// <exception cref="DirectoryUnavailableException">The store cannot answer now.</exception>
    public static async Task<T> AnswerPlainly<T>(Func<ValueTask<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (StoreUnavailableException)
        {
            throw new DirectoryUnavailableException(Away);
        }
    }

    private static Refused? RefusalOf(Exception fault) => fault switch
    {
        ScimException e => new(e.Error.Refusal.Id, e.Error.Detail),

        // Its own words are for the log of the store.
        StoreUnavailableException => new(Refusals.Unavailable.Id, Away),
        _ => null,
    };
}
