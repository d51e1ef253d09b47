using Scim.Protocol.Errors;

namespace Scim.Protocol.Tests;

internal static class Refused
{
    /// <summary>Runs an action that must be refused, and returns the explanation.</summary>
    public static string With(Refusal refusal, Action action)
    {
        var error = Should.Throw<ScimException>(action).Error;
        error.Refusal.ShouldBe(refusal);
        return error.Detail;
    }
}
