using System.Text;
using System.Text.Json;
using CsCheck;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Tests.Projection;
using Scim.Protocol.Values;

namespace Scim.Protocol.Tests.Resources;

public class ResourceJsonTests
{
    [Fact]
    public void schemas_come_first_and_only_those_in_use()
    {
        Text(Binding.Create("""{"userName":"x"}""")).ShouldBe("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"x","active":true}""");
        Text(Binding.Create($$$"""{"{{{SchemaUrns.EnterpriseUser}}}":{"division":"d"},"userName":"x"}"""))
            .ShouldStartWith($"{{\"schemas\":[\"{SchemaUrns.User}\",\"{SchemaUrns.EnterpriseUser}\"],");
    }

    [Fact]
    public void what_lives_elsewhere_is_not_stored()
    {
        var stray = new ScimString("stray");
        var user = Binding.Create("""{"userName":"x"}""");
        var full = user.With("id", stray).With("externalId", stray).With("meta", stray).With("groups", stray).With("password", stray);
        Text(full).ShouldBe(Text(user));
    }

    [Theory]
    [InlineData("Zoë 😀 名 \\\"\\\\\\/\\b\\f\\n\\r\\t\\u001f\\u2028 <&>'+")]
    [InlineData("Straße İ ﬁ e\\u0301 é")]
    [InlineData(" leading and trailing ")]
    public void text_comes_back_as_it_was_sent(string json)
    {
        using var sent = JsonDocument.Parse($"[\"{json}\"]");
        var user = Binding.Create($"{{\"userName\":\"{json}\"}}");
        using var shown = JsonDocument.Parse(Rendering.User(ResourceJson.Read(Binding.User, ResourceJson.Write(Binding.User, user))));
        shown.RootElement.GetProperty("userName").GetString().ShouldBe(sent.RootElement[0].GetString());
    }

    [Fact]
    public void names_are_the_schemas_own_strings_so_that_resources_share_them()
    {
        var read = ResourceJson.Read(Binding.User, ResourceJson.Write(Binding.User, Binding.Create("""{"userName":"x","emails":[{"value":"a"}]}""")));
        Binding.User.TryGetAttribute("emails", out var emails).ShouldBeTrue();
        read.Attributes[1].Key.ShouldBeSameAs(emails.Name);
    }

    [Fact]
    public void bind_then_write_then_read_is_identity() => RandomUsers.Json.Sample(json =>
    {
        var user = Binding.Create(json);
        var stored = ResourceJson.Write(Binding.User, user);
        var read = ResourceJson.Read(Binding.User, stored);
        return read.Equals(user) && ResourceJson.Write(Binding.User, read).AsSpan().SequenceEqual(stored);
    });

    [Fact]
    public void the_answer_put_back_changes_nothing() => RandomUsers.Json.Sample(json =>
    {
        var user = Binding.Create(json);
        return Binding.Replace(Rendering.User(user, groups: [new(Rendering.GroupId, "g")]), user).Equals(user);
    });

    [Fact]
    public void a_named_attribute_is_shown_as_in_the_whole_answer() => Gen.Select(RandomUsers.Json, RandomUsers.AttributeName).Sample((json, name) =>
    {
        var user = Binding.Create(json);
        using var whole = JsonDocument.Parse(Rendering.User(user));
        using var part = JsonDocument.Parse(Rendering.User(user, name));
        using var rest = JsonDocument.Parse(Rendering.User(user, excluded: name));
        var exists = whole.RootElement.TryGetProperty(name, out var expected);
        return part.RootElement.TryGetProperty(name, out var shown) == exists
            && (!exists || shown.GetRawText() == expected.GetRawText())
            && !rest.RootElement.TryGetProperty(name, out _)
            && rest.RootElement.EnumerateObject().Count() == whole.RootElement.EnumerateObject().Count() - (exists ? 1 : 0);
    });

    private static string Text(ScimObject user) => Encoding.UTF8.GetString(ResourceJson.Write(Binding.User, user));
}
