using System.Text.Json.Nodes;
using CsCheck;
using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Tests.Resources;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Patch;

public class DifferencePropertyTests
{
    private static readonly Gen<ScimObject> User = RandomUsers.Json.Select(Bound).Where(user => user is not null).Select(user => user!);

    [Fact]
    public void a_patch_of_the_difference_makes_one_user_of_another() => Gen.Select(User, User, Gen.Bool, Gen.Bool).Sample((from, to, pathless, strict) =>
    {
        var operations = Difference.Of(Stored(from), Stored(to), pathless);
        if (operations.Count == 0)
        {
            from.ShouldBe(to);
            return;
        }

        var outcome = Patching.Apply(from, operations.ToJsonString(), strict ? IdpProfile.Strict : IdpProfile.Generic);
        outcome.Resource.Equals(to).ShouldBeTrue($"{Patching.Json(from)}\n{operations.ToJsonString()}\nmade\n{Patching.Json(outcome.Resource)}\nof what was to be\n{Patching.Json(to)}");
        outcome.Changed.ShouldBeTrue();
    });

    [Fact]
    public void one_element_removed_and_one_added_is_the_list_without_and_with_them() => Gen.Select(User.Where(HasEmails), Gen.Int[0, 10]).Sample((user, place) =>
    {
        var emails = (ScimArray)user["emails"]!;
        if (((ScimObject)emails.Items[place % emails.Items.Length])["value"] is not ScimString value)
        {
            return true;
        }

        var operations = new JsonArray(
            new JsonObject { ["op"] = "remove", ["path"] = $"emails[value eq {Patching.Text(value.Value)}]" },
            new JsonObject { ["op"] = "add", ["path"] = "emails", ["value"] = new JsonArray(new JsonObject { ["value"] = "new@example.com", ["type"] = "other" }) });
        var after = ((ScimArray)Patching.Apply(user, operations.ToJsonString()).Resource["emails"]!).Items;

        // What compares as equal goes: letter case does not count in an email's value.
        var rest = emails.Items.Where(e => !(((ScimObject)e)["value"] is ScimString v && Scim.Protocol.Comparisons.CaseFolding.Fold(v.Value) == Scim.Protocol.Comparisons.CaseFolding.Fold(value.Value))).ToList();
        return after.Take(after.Length - 1).SequenceEqual(rest) && ((ScimObject)after[^1])["value"] is ScimString { Value: "new@example.com" };
    });

    private static bool HasEmails(ScimObject user) => user["emails"] is ScimArray;

    private static JsonObject Stored(ScimObject user) => JsonNode.Parse(Patching.Json(user))!.AsObject();

    // To write an empty text by PATCH is to take the value away (Okta and Entra ID clear values so): a client that wants one cannot say so.
    private static ScimObject? Bound(string json)
    {
        try
        {
            return Patching.Resource(json.Replace(":\"\"", ":\"eA==\"", StringComparison.Ordinal));
        }
        catch (ScimException refused) when (refused.Error.Refusal == Refusals.SeveralPrimary)
        {
            return null;
        }
    }
}
