using Scim.Grains.Interfaces.Results;
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
    }
}
