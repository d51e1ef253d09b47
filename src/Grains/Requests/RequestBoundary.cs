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
        catch (ScimException e)
        {
            return new Refused(e.Error.Refusal.Id, e.Error.Detail);
        }
        catch (StoreUnavailableException)
        {
            // Its own words are for the log of the store.
            return new Refused(Refusals.Unavailable.Id, Away);
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
}
