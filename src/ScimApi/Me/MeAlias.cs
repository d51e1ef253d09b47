using Scim.Api.Errors;
using Scim.Api.Http;
using Scim.Protocol.Errors;

namespace Scim.Api.Me;

/// <summary>
/// <c>/Me</c>: what <c>/Users/{id}</c> does, for the user whom the token stands for and with that user's own location (RFC 7644 §3.11). For a connection's token a 501.
/// </summary>
internal static class MeAlias
{
    /// <param name="handle">What to do with the user of this id.</param>
    public static RequestDelegate Of(Func<HttpContext, Guid, Task> handle) => context =>
    {
        var scope = context.Scope();
        if (scope.Grant.UserId is not { } id)
        {
            return ErrorAnswer.Write(context, new ScimError(Refusals.NotImplemented, "The token stands for a connection and not for a user (RFC 7644 §3.11)."));
        }

        // "In any response", so in a refusal too, and whether or not the user is still there: the id never returns (rule U4).
        context.Response.Headers.Location = $"{scope.BaseUrl}/Users/{id:D}";
        return handle(context, id);
    };

    /// <summary>Whoever has a token that stands for a user is a user already: there is nobody to create.</summary>
    public static Task Create(HttpContext context, Guid id) =>
        ErrorAnswer.Write(context, new ScimError(Refusals.NotImplemented, "Nobody is created as 'Me': the token stands for a user who exists (RFC 7644 §3.11)."));
}
