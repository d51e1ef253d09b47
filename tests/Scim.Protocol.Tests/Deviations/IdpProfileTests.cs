using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Tests.Deviations;

public class IdpProfileTests
{
    /// <summary>What a set of deviations means between nodes of two versions: names are only ever added at the end.</summary>
    private static readonly string[] OnRecord =
    [
        "boolean-as-text", "boolean-as-text-in-filter", "manager-as-text", "single-value-in-array", "plain-value-in-array", "single-for-list", "members-as-text",
        "absent-schemas", "unknown-schemas", "create-from-filter", "nested-value", "paths-as-keys", "read-only-in-value", "remove-with-list", "blank-path", "op-letter-case",
        "method-letter-case", "search-parameters-as-text",
    ];

    [Fact]
    public void every_deviation_keeps_its_number() =>
        Deviation.All.Select(d => (d.Number, d.Name)).ShouldBe(OnRecord.Select((name, number) => (number, name)));

    [Fact]
    public void generic_forgives_everything_and_strict_nothing()
    {
        Deviation.All.ShouldAllBe(d => IdpProfile.Generic.Forgives(d));
        Deviation.All.ShouldAllBe(d => !IdpProfile.Strict.Forgives(d));
        IdpProfile.Generic.Refused.ShouldBe(0, "what a node that knows no profiles sends");
    }

    [Fact]
    public void one_deviation_is_switched_alone()
    {
        foreach (var deviation in Deviation.All)
        {
            Deviation.All.Where(d => !IdpProfile.Generic.With(deviation, forgiven: false).Forgives(d)).ShouldBe([deviation]);
            Deviation.All.Where(d => IdpProfile.Strict.With(deviation, forgiven: true).Forgives(d)).ShouldBe([deviation]);
        }
    }

    [Fact]
    public void a_set_is_always_the_same_object_and_what_is_unknown_in_it_is_forgiven()
    {
        IdpProfile.Of(0).ShouldBeSameAs(IdpProfile.Generic);
        IdpProfile.Of(IdpProfile.Strict.Refused).ShouldBeSameAs(IdpProfile.Strict);
        IdpProfile.Of(IdpProfile.Strict.Refused | (1 << 30)).ShouldBeSameAs(IdpProfile.Strict);
        IdpProfile.Of(1 << 30).ShouldBeSameAs(IdpProfile.Generic);
        IdpProfiles.Of("entra -boolean-as-text").ShouldBeSameAs(IdpProfiles.Of(string.Concat("entra ", "-boolean-as-text")));
    }

    [Fact]
    public void a_text_says_what_was_chosen()
    {
        IdpProfiles.Write(null, null).ShouldBeNull();
        IdpProfiles.Write("generic", new Dictionary<string, bool>()).ShouldBeNull();
        IdpProfiles.Write("okta", null).ShouldBe("okta");
        IdpProfiles.Write(null, Switched(("op-letter-case", false))).ShouldBe("generic -op-letter-case");
        var text = IdpProfiles.Write("entra", Switched(("op-letter-case", false), ("blank-path", true))).ShouldNotBeNull();

        var (idp, switched) = IdpProfiles.Read(text);

        idp.ShouldBe("entra");
        switched.ShouldNotBeNull().ShouldBe(Switched(("op-letter-case", false), ("blank-path", true)), ignoreOrder: true);
        Deviation.All.Where(d => IdpProfiles.Of(text).Forgives(d) != IdpProfiles.Find("entra")!.Forgives(d)).ShouldBe([Deviation.BlankPath, Deviation.OpLetterCase]);
        IdpProfiles.Of(null).ShouldBeSameAs(IdpProfile.Generic);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("Okta")]
    [InlineData("")]
    [InlineData("okta +blank-path")]
    public void an_unknown_profile_is_refused_with_those_that_there_are(string idp)
    {
        var detail = Refused.With(Refusals.IdpProfileUnknown, () => IdpProfiles.Write(idp, null));
        IdpProfiles.BuiltIn.ShouldAllBe(profile => detail.Contains($"'{profile.Key}'"));
    }

    [Theory]
    [InlineData("boolean as text")]
    [InlineData("BlankPath")]
    [InlineData("")]
    public void an_unknown_deviation_is_refused_with_those_that_there_are(string name)
    {
        var detail = Refused.With(Refusals.IdpProfileUnknown, () => IdpProfiles.Write("okta", Switched(("blank-path", true), (name, true))));
        Deviation.All.ShouldAllBe(deviation => detail.Contains($"'{deviation.Name}'"));
    }

    [Theory]
    [InlineData("cloudia", "generic")]
    [InlineData("cloudia -blank-path", "generic -blank-path")]
    [InlineData("strict +time-travel", "strict")]
    public void what_a_later_version_wrote_still_works(string text, string like) => IdpProfiles.Of(text).ShouldBeSameAs(IdpProfiles.Of(like));

    [Fact]
    public void a_refusal_names_the_switch() =>
        Refused.With(Refusals.WrongType, () => IdpProfile.Strict.Require(Deviation.MembersAsText, "It is so.")).ShouldContain("'members-as-text'");

    private static Dictionary<string, bool> Switched(params (string Name, bool Forgiven)[] switches) => switches.ToDictionary(s => s.Name, s => s.Forgiven);
}
