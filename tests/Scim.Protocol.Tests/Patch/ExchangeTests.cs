using System.Text.Json;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Tests.Patch;

/// <summary>What identity providers send, and the examples and rules of RFC 7644 §3.5.2: one entry of <c>Exchanges/*.json</c> each.</summary>
public class ExchangeTests
{
    public static TheoryData<string, string> Exchanges()
    {
        var exchanges = new TheoryData<string, string>();
        foreach (var file in new[] { "entra.json", "others.json", "rfc.json" })
        {
            using var stream = typeof(ExchangeTests).Assembly.GetManifestResourceStream(file)!;
            using var document = JsonDocument.Parse(stream);
            foreach (var exchange in document.RootElement.EnumerateArray())
            {
                exchanges.Add(exchange.GetProperty("name").GetString()!, exchange.GetRawText());
            }
        }

        return exchanges;
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void an_exchange_ends_as_recorded(string name, string exchange)
    {
        using var document = JsonDocument.Parse(exchange);
        var recorded = document.RootElement;
        var before = Patching.Resource(recorded.GetProperty("resource").GetRawText());
        var snapshot = Patching.Json(before);
        var operations = recorded.GetProperty("operations").GetRawText();
        var profile = recorded.TryGetProperty("profile", out var p) && p.GetString() == "strict" ? IdpProfile.Strict : IdpProfile.Generic;

        if (recorded.TryGetProperty("refusal", out var refusal))
        {
            Refused.With(Refusals.ById[refusal.GetString()!], () => Patching.Apply(before, operations, profile)).ShouldNotBeEmpty();
        }
        else if (recorded.TryGetProperty("unchanged", out _))
        {
            var outcome = Patching.Apply(before, operations, profile);
            outcome.Changed.ShouldBeFalse(name);
            outcome.Resource.ShouldBeSameAs(before);
        }
        else
        {
            var outcome = Patching.Apply(before, operations, profile);
            outcome.Changed.ShouldBeTrue(name);
            var after = Patching.Resource(recorded.GetProperty("after").GetRawText());
            outcome.Resource.Equals(after).ShouldBeTrue($"{name}: {Patching.Json(outcome.Resource)} is not {Patching.Json(after)}");
        }

        Patching.Json(before).ShouldBe(snapshot);
    }
}
