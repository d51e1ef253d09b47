using Scim.Grains.Interfaces.Results;
using Scim.Grains.Storage;
using Scim.Protocol.Errors;

namespace Scim.Grains.Requests;

/// <summary>The boundary of a request: the one place where a refusal found deep inside becomes a result.</summary>
internal static class RequestBoundary
{
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
            return new Refused(Refusals.Unavailable.Id, "The directory's store cannot answer now; repeat the request in a moment.");
        }
    }
}
