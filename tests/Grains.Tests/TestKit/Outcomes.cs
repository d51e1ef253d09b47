using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Errors;

namespace Scim.Grains.Tests.TestKit;

internal static class Outcomes
{
    public static T Value<T>(this Outcome<T> outcome)
        where T : class
    {
        outcome.IsRefused.ShouldBeFalse($"refused: {outcome.Refusal}");
        return outcome.Value!;
    }

    /// <summary>Answers the detail.</summary>
    public static string ShouldBeRefused<T>(this Outcome<T> outcome, Refusal refusal)
        where T : class
    {
        outcome.IsRefused.ShouldBeTrue($"expected '{refusal.Id}' but it was done");
        outcome.Refusal!.Id.ShouldBe(refusal.Id, outcome.Refusal.Detail);
        return outcome.Refusal.Detail;
    }
}
