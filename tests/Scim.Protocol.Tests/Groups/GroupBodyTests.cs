using Scim.Protocol.Deviations;
using Scim.Protocol.Errors;
using Scim.Protocol.Groups;

namespace Scim.Protocol.Tests.Groups;

public class GroupBodyTests
{
    [Theory]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Push","members":[]}""", "")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group","http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],"displayName":"Push","meta":{"resourceType":"Group"}}""", "")]
    [InlineData("""{"displayName":"Push","members":[{"value":"u2","display":null},{"value":"u1"},{"value":"u2"}],"id":"g"}""", "u1 u2")]
    [InlineData("""{"displayname":"Push","MEMBERS":{"value":"u2"}}""", "u2")]
    [InlineData("""{"displayName":"Push","members":null}""", "")]
    [InlineData("""{"urn:ietf:params:scim:schemas:core:2.0:Group":{"displayName":"Push","members":[{"value":"u2"}]}}""", "u2")]
    public void the_members_are_those_of_the_body(string body, string after)
    {
        var change = Grouping.Body(body);
        change.DisplayName.Value.ShouldBe("Push");
        change.NeedsMembers.ShouldBeFalse();
        Grouping.After(change, "u1", "u9").ShouldBe(after);
    }

    [Fact]
    public void an_absent_external_id_is_cleared()
    {
        Grouping.Body("""{"displayName":"A"}""").ExternalId.ShouldBe(new Optional<string?>(null));
        Grouping.Body("""{"displayName":"A","externalId":"x"}""").ExternalId.ShouldBe(new Optional<string?>("x"));
    }

    [Theory]
    [InlineData("""{"members":[]}""", "missing-value")]
    [InlineData("""{"displayName":""}""", "missing-value")]
    [InlineData("""{"displayName":null}""", "missing-value")]
    [InlineData("""{"displayName":"A","members":[{"value":"g","type":"Group"}]}""", "nested-group")]
    [InlineData("""{"displayName":"A","members":[{}]}""", "missing-value")]
    [InlineData("""{"displayName":"A","displayname":"B"}""", "malformed-json")]
    [InlineData("""{"displayName":"§§"}""", "group-name-invalid")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"displayName":"A"}""", "wrong-schema")]
    public void a_body_that_makes_no_group_is_refused(string body, string refusal) =>
        Refused.With(Refusals.ById[refusal], () => Grouping.Body(body)).ShouldNotBeEmpty();

    [Fact]
    public void the_strict_profile_wants_the_schema() =>
        Refused.With(Refusals.WrongSchema, () => Grouping.Body("""{"displayName":"A"}""", IdpProfile.Strict)).ShouldNotBeEmpty();
}
