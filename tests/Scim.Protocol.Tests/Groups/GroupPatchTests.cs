using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Groups;

namespace Scim.Protocol.Tests.Groups;

public class GroupPatchTests
{
    [Theory]
    // Okta removes by value path and adds in one request (O12), pushes an emptied group (O13), and replaces path-less (O14).
    [InlineData("""[{"op":"remove","path":"members[value eq \"u1\"]"},{"op":"add","path":"members","value":[{"value":"u2","display":"ben"}]}]""", "u1", "u2")]
    [InlineData("""[{"op":"replace","path":"members","value":[]}]""", "u1 u2", "")]
    [InlineData("""[{"op":"replace","path":"members","value":null}]""", "u1 u2", "")]
    [InlineData("""[{"op":"replace","value":{"members":[{"value":"u2","display":"ben"}],"id":"g","displayName":"Crew"}}]""", "u1", "u2")]
    [InlineData("""[{"op":"replace","value":{"id":"g","displayName":"Renamed"}}]""", "u1 u2", "u1 u2")]
    // Entra sends null references, capitals, value lists to remove, and adds who is there (M1, M7, M8).
    [InlineData("""[{"op":"Add","path":"members","value":[{"$ref":null,"value":"u1"}]}]""", "", "u1")]
    [InlineData("""[{"op":"Remove","path":"members","value":[{"$ref":null,"value":"u2"}]}]""", "u1 u2 u3", "u1 u3")]
    [InlineData("""[{"op":"Add","path":"members","value":[{"value":"u1"}]}]""", "u1 u2", "u1 u2")]
    [InlineData("""[{"op":"Replace","path":"members","value":[{"value":"u2"}]}]""", "u1", "u2")]
    [InlineData("""[{"op":"remove","path":"members[value eq \"u9\"]"}]""", "u1", "u1")]
    [InlineData("""[{"op":"remove","path":"members[value eq \"u1\" or value eq \"u3\"]"}]""", "u1 u2 u3", "u2")]
    [InlineData("""[{"op":"remove","path":"members","value":{"value":"u1"}}]""", "u1 u2", "u2")]
    // To remove nobody in particular never clears the group; to remove the list does.
    [InlineData("""[{"op":"remove","path":"members","value":[]}]""", "u1 u2", "u1 u2")]
    [InlineData("""[{"op":"remove","path":"members"}]""", "u1 u2", "")]
    [InlineData("""[{"op":"remove","path":"members","value":null}]""", "u1 u2", "")]
    // Nextcloud adds one by one (X2); Keycloak clears, then renames (K1); authentik sends the whole group (A3).
    [InlineData("""[{"op":"add","path":"members","value":[{"value":"u1"}]},{"op":"add","path":"members","value":[{"value":"u2"}]},{"op":"add","path":"members","value":[{"value":"u1"}]}]""", "", "u1 u2")]
    [InlineData("""[{"op":"remove","path":"members"},{"op":"replace","path":"displayName","value":"KE"},{"op":"replace","path":"externalId","value":"k"}]""", "u1", "")]
    [InlineData("""[{"op":"replace","value":{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"g","externalId":"e","displayName":"AK"}}]""", "u1", "u1")]
    // Other shapes: a single object, bare text (M28), the nested name, a null among the members.
    [InlineData("""[{"op":"add","path":"members","value":{"value":"u1"}}]""", "", "u1")]
    [InlineData("""[{"op":"add","path":"members","value":"u1"}]""", "", "u1")]
    [InlineData("""[{"op":"add","path":"members","value":["u1","u2"]}]""", "", "u1 u2")]
    [InlineData("""[{"op":"add","path":"members","value":{"members":[{"value":"u1"}]}}]""", "", "u1")]
    [InlineData("""[{"op":"add","path":"members","value":[null,{"Value":"u1","TYPE":"user"}]}]""", "", "u1")]
    [InlineData("""[{"op":"add","path":"members","value":null}]""", "u1", "u1")]
    // Order decides.
    [InlineData("""[{"op":"add","path":"members","value":[{"value":"u2"}]},{"op":"remove","path":"members[value eq \"u2\"]"}]""", "u1", "u1")]
    [InlineData("""[{"op":"remove","path":"members[value eq \"u2\"]"},{"op":"add","path":"members","value":[{"value":"u2"}]}]""", "u1 u2", "u1 u2")]
    [InlineData("""[{"op":"add","path":"members","value":[{"value":"u2"}]},{"op":"replace","path":"members","value":[{"value":"u3"}]},{"op":"remove","path":"members[value eq \"u3\"]"},{"op":"add","path":"members","value":[{"value":"u4"}]}]""", "u1", "u4")]
    // Filters that only the list of members can answer.
    [InlineData("""[{"op":"remove","path":"members[value sw \"u\"]"}]""", "u1 x2", "x2")]
    [InlineData("""[{"op":"add","path":"members","value":[{"value":"u3"}]},{"op":"remove","path":"members[not (value eq \"x2\")]"}]""", "u1 x2", "x2")]
    [InlineData("""[{"op":"remove","path":"members[type eq \"user\"]"},{"op":"add","path":"members","value":[{"value":"u3"}]}]""", "u1 u2", "u3")]
    [InlineData("""[{"op":"replace","path":"members[display eq \"u1\"]","value":{"value":"u5"}}]""", "u1 u2", "u2 u5")]
    [InlineData("""[{"op":"add","path":"members","value":[{"value":"u1"}]},{"op":"remove","path":"members[display eq \"u1\"]"}]""", "u1 u2", "u2")]
    [InlineData("""[{"op":"replace","path":"members","value":[{"value":"u1"},{"value":"u3"}]},{"op":"remove","path":"members[display pr]"}]""", "u1 u2", "u3")]
    // Replacing a member through a value path: it has to be one.
    [InlineData("""[{"op":"add","path":"members[value eq \"u1\"]","value":{"value":"u1"}}]""", "u1 u2", "u1 u2")]
    [InlineData("""[{"op":"add","path":"members[value eq \"u1\"]","value":{"value":"u1"}}]""", "u2", null)]
    [InlineData("""[{"op":"replace","path":"members[value eq \"u1\"]","value":[{"value":"u3"}]}]""", "u1 u2", "u2 u3")]
    [InlineData("""[{"op":"replace","path":"members[value eq \"u1\"].value","value":"u3"}]""", "u1 u2", "u2 u3")]
    [InlineData("""[{"op":"replace","path":"members[value eq \"u1\"].type","value":"User"}]""", "u1", "u1")]
    [InlineData("""[{"op":"replace","path":"members[value eq \"u1\"]","value":{"type":"User"}}]""", "u2", null)]
    [InlineData("""[{"op":"add","path":"members","value":[{"value":"u1"}]},{"op":"replace","path":"members[value eq \"u1\"]","value":{"value":"u3"}}]""", "", "u3")]
    public void members_change_as_the_request_says(string operations, string present, string? after) =>
        Grouping.After(Grouping.Patch(operations), present.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(after);

    [Theory]
    [InlineData("""[{"op":"replace","path":"members","value":[{"value":"u1"}]},{"op":"replace","path":"members[value eq \"u2\"]","value":{"value":"u3"}}]""")]
    [InlineData("""[{"op":"remove","path":"members[value eq \"u2\"]"},{"op":"replace","path":"members[value eq \"u2\"]","value":{"value":"u3"}}]""")]
    [InlineData("""[{"op":"replace","path":"members[value sw \"z\"]","value":{"value":"u3"}}]""")]
    public void a_value_path_that_matches_no_member_has_no_target(string operations)
    {
        var change = Grouping.Patch(operations);
        Refused.With(Refusals.PatchNoTarget, () => change.FoldMembers(members: [Grouping.Member("u1"), Grouping.Member("u2")])).ShouldContain("members[");
    }

    [Fact]
    public void a_removal_by_value_needs_no_list_of_members()
    {
        Grouping.Patch("""[{"op":"remove","path":"members[value eq \"u1\" or value eq \"u2\"]"}]""").NeedsMembers.ShouldBeFalse();
        var byDisplay = Grouping.Patch("""[{"op":"remove","path":"members[display eq \"Ann\"]"}]""");
        byDisplay.NeedsMembers.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => byDisplay.FoldMembers());
        byDisplay.FoldMembers(members: [Grouping.Member("u1", "Ann"), Grouping.Member("u2", "Ben")]).Remove.ShouldBe(["u1"]);
    }

    [Fact]
    public void the_id_and_the_user_name_of_one_user_are_one_member()
    {
        var change = Grouping.Patch("""
            [{"op":"add","path":"members","value":[{"value":"ann"},{"value":"id-of-ann"},{"value":"ben"}]},{"op":"remove","path":"members[value eq \"id-of-ben\"]"}]
            """);
        change.MemberValues.ShouldBe(["ann", "id-of-ann", "ben", "id-of-ben"]);

        var fold = change.FoldMembers(text => text.StartsWith("id-of-", StringComparison.Ordinal) ? text : "id-of-" + text);
        fold.Add.ShouldBe(["id-of-ann"]);
        fold.Remove.ShouldBe(["id-of-ben"]);
    }

    [Theory]
    [InlineData("""[{"op":"add","path":"members","value":[{"display":"ann"}]}]""", "missing-value")]
    [InlineData("""[{"op":"add","path":"members","value":[{"value":null}]}]""", "missing-value")]
    [InlineData("""[{"op":"add","path":"members","value":[{"value":" "}]}]""", "missing-value")]
    [InlineData("""[{"op":"add","path":"members","value":[{"value":7}]}]""", "wrong-type")]
    [InlineData("""[{"op":"add","path":"members","value":[7]}]""", "wrong-type")]
    [InlineData("""[{"op":"add","path":"members","value":[{"value":"g","type":"Group"}]}]""", "nested-group")]
    [InlineData("""[{"op":"replace","value":{"members":[{"value":"g","type":"group"}]}}]""", "nested-group")]
    [InlineData("""[{"op":"replace","path":"members[value eq \"u1\"].type","value":"Group"}]""", "nested-group")]
    [InlineData("""[{"op":"replace","path":"members.value","value":"u1"}]""", "patch-no-target")]
    [InlineData("""[{"op":"replace","path":"members[value eq \"u1\"].display","value":"x"}]""", "read-only-attribute")]
    [InlineData("""[{"op":"remove","path":"members[value eq \"u1\"].value"}]""", "read-only-attribute")]
    [InlineData("""[{"op":"replace","path":"displayName","value":""}]""", "missing-value")]
    [InlineData("""[{"op":"replace","path":"displayName","value":null}]""", "missing-value")]
    [InlineData("""[{"op":"replace","value":{"displayName":"  "}}]""", "missing-value")]
    [InlineData("""[{"op":"remove","path":"displayName"}]""", "read-only-attribute")]
    [InlineData("""[{"op":"replace","path":"displayName","value":"!!!"}]""", "group-name-invalid")]
    [InlineData("""[{"op":"replace","path":"displayName","value":5}]""", "wrong-type")]
    [InlineData("""[{"op":"replace","path":"externalId","value":{}}]""", "wrong-type")]
    [InlineData("""[{"op":"replace","path":"owner","value":"x"}]""", "path-attribute")]
    public void a_change_that_cannot_be_is_refused(string operations, string refusal) =>
        Refused.With(Refusals.ById[refusal], () => Grouping.Patch(operations)).ShouldNotBeEmpty();

    [Theory]
    [InlineData("""[{"op":"remove","path":"members","value":[{"value":"u1"}]}]""", "bad-value")]
    [InlineData("""[{"op":"add","path":"members","value":["u1"]}]""", "wrong-type")]
    public void the_strict_profile_refuses_the_deviations(string operations, string refusal) =>
        Refused.With(Refusals.ById[refusal], () => Grouping.Patch(operations, IdpProfile.Strict)).ShouldNotBeEmpty();

    [Fact]
    public void name_and_external_id_are_set_only_when_named()
    {
        var renamed = Grouping.Patch("""[{"op":"replace","path":"displayName","value":"Crew A"}]""");
        renamed.DisplayName.ShouldBe(new Optional<string>("Crew A"));
        renamed.ExternalId.IsSet.ShouldBeFalse();
        renamed.Edits.ShouldBeEmpty();
        renamed.FoldMembers().IsNone.ShouldBeTrue();

        Grouping.Patch("""[{"op":"Add","path":"externalId","value":"x"}]""").ExternalId.Value.ShouldBe("x");
        Grouping.Patch("""[{"op":"remove","path":"externalId"}]""").ExternalId.ShouldBe(new Optional<string?>(null));
        Grouping.Patch("""[{"op":"replace","value":{"externalId":""}}]""").ExternalId.ShouldBe(new Optional<string?>(null));
        Grouping.Patch("""[{"op":"replace","path":"displayName","value":"A"},{"op":"replace","path":"displayName","value":"B"}]""").DisplayName.Value.ShouldBe("B");
    }

    [Fact]
    public void fifty_thousand_members_are_planned_and_one_more_is_refused()
    {
        Grouping.Patch(Adds(50_000)).FoldMembers().Add.Length.ShouldBe(50_000);
        Refused.With(Refusals.PatchTooMany, () => Grouping.Patch(Adds(50_001))).ShouldContain("50000");

        static string Adds(int n)
        {
            var members = Enumerable.Range(0, n).Select(i => $$"""{"value":"u{{i}}"}""").ToArray();
            var first = string.Join(',', members[..(n / 2)]);
            var second = string.Join(',', members[(n / 2)..]);
            return $$"""[{"op":"add","path":"members","value":[{{first}}]},{"op":"add","path":"members","value":[{{second}}]}]""";
        }
    }

    [Fact]
    public void many_filters_over_many_members_are_refused()
    {
        var members = Enumerable.Range(0, 5_000).Select(i => Grouping.Member($"u{i}")).ToArray();
        Grouping.Patch(Removals(1_000)).FoldMembers(members: members).Remove.ShouldBeEmpty();
        Refused.With(Refusals.PatchTooMany, () => Grouping.Patch(Removals(1_000)).FoldMembers(members: [.. members, Grouping.Member("x")])).ShouldContain("5000000");

        static string Removals(int n) =>
            "[" + string.Join(',', Enumerable.Repeat("""{"op":"remove","path":"members[display eq \"nobody\"]"}""", n)) + "]";
    }
}
