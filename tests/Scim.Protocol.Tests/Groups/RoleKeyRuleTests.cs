using CsCheck;
using Scim.Protocol.Errors;
using Scim.Protocol.Groups;

namespace Scim.Protocol.Tests.Groups;

public class RoleKeyRuleTests
{
    [Theory]
    [InlineData("Engineering", "Engineering")]
    [InlineData("Eng Team", "EngTeam")]
    [InlineData("EngTeam", "EngTeam")]
    [InlineData("engteam", "engteam")]
    [InlineData("R&D / #1 + Équipe (Nord)", "RD1quipeNord")]
    [InlineData("a-b_c.d", "a-b_cd")]
    [InlineData("ｆｕｌｌ１", "")]
    [InlineData("٣ three", "three")]
    [InlineData("", "")]
    public void a_role_key_keeps_ascii_letters_digits_dash_and_underscore(string displayName, string key) =>
        RoleKeyRule.Normalise(displayName).ShouldBe(key);

    [Fact]
    public void normalising_twice_is_normalising_once() => Gen.String.Sample(name =>
        RoleKeyRule.Normalise(RoleKeyRule.Normalise(name)) == RoleKeyRule.Normalise(name));

    [Fact]
    public void a_name_of_256_characters_is_taken_and_one_of_257_refused()
    {
        RoleKeyRule.Check(new string('a', 256)).Length.ShouldBe(256);
        Refused.With(Refusals.GroupNameInvalid, () => RoleKeyRule.Check(new string('a', 257))).ShouldContain("256");
    }

    [Fact]
    public void a_name_without_a_character_that_counts_is_refused_saying_which_count() =>
        Refused.With(Refusals.GroupNameInvalid, () => RoleKeyRule.Check("日本")).ShouldContain("A-Z");
}
