using System.Text.Json;
using CsCheck;
using Scim.Protocol.Schemas;
using Scim.Protocol.Tests.Resources;

namespace Scim.Protocol.Tests.Projection;

public class HiddenAttributeTests
{
    private const string Urn = "urn:example:pin:1.0:User";

    private static readonly ResourceType Type = Pins();

    private static readonly Scim.Protocol.Values.ScimObject User = Binding.Create(
        $$$$"""{"userName":"x","title":"t","{{{{Urn}}}}":{"pin":"SECRET","hint":"HINT","badge":"b","card":{"number":"SECRET","kind":"k","note":"NOTE"}}}""", Type);

    [Fact]
    public void an_attribute_returned_on_request_is_shown_when_named_alone()
    {
        Rendering.User(User, type: Type).ShouldNotContain("HINT");
        Rendering.User(User, excluded: "title", type: Type).ShouldNotContain("HINT");
        Rendering.User(User, $"{Urn}:hint", type: Type).ShouldContain("HINT");
        Rendering.User(User, "card", type: Type).ShouldNotContain("NOTE");
        Rendering.User(User, "card.note", type: Type).ShouldContain("NOTE");
    }

    [Fact]
    public void an_attribute_returned_always_is_shown_whatever_is_asked()
    {
        Rendering.User(User, "title", type: Type).ShouldContain("\"badge\":\"b\"");
        Rendering.User(User, excluded: Urn, type: Type).ShouldContain("\"badge\":\"b\"");
    }

    [Fact]
    public void the_default_answer_is_spliced_only_where_nothing_can_be_hidden()
    {
        Type.HasHiddenAttributes.ShouldBeTrue();
        SchemaCatalog.Core.User.HasHiddenAttributes.ShouldBeFalse();
        SchemaCatalog.Core.Group.HasHiddenAttributes.ShouldBeFalse();
    }

    [Fact]
    public void no_selection_reveals_what_is_returned_never()
    {
        var name = Gen.OneOf(
            "pin", $"{Urn}:pin", Urn, $"{Urn}:card", "card.number", "card", "password", "userName", "title", "badge", "hint", "x", SchemaUrns.User, "PIN", "card.NUMBER", "");
        Gen.Select(name.Array[0, 5], Gen.Bool).Sample((names, exclude) =>
        {
            var list = string.Join(',', names);
            var json = exclude ? Rendering.User(User, excluded: list, type: Type) : Rendering.User(User, list, type: Type);
            using var document = JsonDocument.Parse(json);
            return !json.Contains("SECRET", StringComparison.Ordinal) && document.RootElement.TryGetProperty("id", out _) && document.RootElement.TryGetProperty("schemas", out _);
        });
    }

    private static ResourceType Pins()
    {
        using var document = JsonDocument.Parse($$"""
            {"id":"{{Urn}}","attributes":[
              {"name":"pin","returned":"never"},
              {"name":"hint","returned":"request"},
              {"name":"badge","returned":"always"},
              {"name":"card","type":"complex","subAttributes":[{"name":"number","returned":"never"},{"name":"kind"},{"name":"note","returned":"request"}]}]}
            """);
        return new ResourceType("User", "/Users", "", SchemaCatalog.Core.User.Schema, [new SchemaExtension(SchemaReader.Read(document.RootElement), false)]);
    }
}
