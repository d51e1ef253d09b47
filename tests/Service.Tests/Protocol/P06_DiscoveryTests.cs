using System.Text.Json;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.Protocol;

/// <summary>Points 6 and 7: the discovery documents, and that they tell the truth (RFC 7643 §5 to §7).</summary>
[Collection(ServiceTests.Name)]
public sealed class P06_DiscoveryTests(ServiceFixture fixture)
{
    private Caller Scim => fixture.Scim;

    [Fact]
    public async Task the_service_provider_configuration_has_every_member_with_its_type()
    {
        var config = (await Scim.Get("/ServiceProviderConfig")).Expect(200);
        foreach (var (feature, numbers) in ((string, string[])[])
            [("patch", []), ("bulk", ["maxOperations", "maxPayloadSize"]), ("filter", ["maxResults"]), ("changePassword", []), ("sort", []), ("etag", [])])
        {
            config.Get(feature).Names().ShouldBe(["supported", .. numbers], ignoreOrder: true);
            config.Get(feature).GetProperty("supported").ValueKind.ShouldBeOneOf(JsonValueKind.True, JsonValueKind.False);
            foreach (var number in numbers)
            {
                config.Get(feature).GetProperty(number).GetInt32().ShouldBeGreaterThan(0);
            }
        }

        config.Get("pagination").GetProperty("index").GetBoolean().ShouldBeTrue();
        var scheme = config.Get("authenticationSchemes").EnumerateArray().ShouldHaveSingleItem();
        scheme.GetProperty("type").GetString().ShouldBe("oauthbearertoken");
        scheme.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).ShouldAllBe(p => p.Value.GetString()!.Length > 0);
        config.Location().ShouldBe($"{Scim.BaseUrl}/ServiceProviderConfig");
    }

    [Fact]
    public async Task the_configurations_limits_are_those_that_are_kept()
    {
        var config = (await Scim.Get("/ServiceProviderConfig")).Expect(200);
        config.Get("filter").GetProperty("supported").GetBoolean().ShouldBeTrue();
        config.Get("filter").GetProperty("maxResults").GetInt32().ShouldBe(1000);
        config.Get("pagination").GetProperty("maxPageSize").GetInt32().ShouldBe(1000);
        config.Get("pagination").GetProperty("defaultPageSize").GetInt32().ShouldBe(100);
        config.Get("bulk").ShouldBeJson("""{"supported":true,"maxOperations":1000,"maxPayloadSize":4194304}""");
    }

    [Fact]
    public async Task every_discovery_document_conforms_to_a_schema_that_is_served()
    {
        var declared = (await Scim.Get("/Schemas")).Expect(200).Get("Resources").EnumerateArray().ToDictionary(s => s.GetProperty("id").GetString()!);
        JsonElement[] documents =
        [
            (await Scim.Get("/ServiceProviderConfig")).Json,
            .. (await Scim.Get("/ResourceTypes")).Get("Resources").EnumerateArray(),
            .. declared.Values,
        ];
        foreach (var document in documents)
        {
            var schema = declared[document.GetProperty("schemas")[0].GetString()!];
            Conforms(document, schema.GetProperty("attributes"), ["schemas", "id", "meta"]);
        }
    }

    [Fact]
    public async Task resource_types_are_user_and_group_in_this_order_and_by_id()
    {
        var list = (await Scim.Get("/ResourceTypes")).Expect(200).Get("Resources");
        list.EnumerateArray().Select(t => t.GetProperty("id").GetString()).ShouldBe(["User", "Group"]);
        list[0].GetProperty("schemaExtensions").ShouldBeJson($$"""[{"schema":"{{Wire.Enterprise}}","required":false}]""");
        foreach (var type in list.EnumerateArray())
        {
            var id = type.GetProperty("id").GetString();
            var single = (await Scim.Get($"/ResourceTypes/{id}")).Expect(200);
            single.Json.ShouldBeJson(type.GetRawText());
            single.Location().ShouldBe($"{Scim.BaseUrl}/ResourceTypes/{id}");
            (await Scim.Get($"{type.GetProperty("endpoint").GetString()}?count=0")).Expect(200);
            (await Scim.Get($"/Schemas/{type.GetProperty("schema").GetString()}")).Expect(200);
        }
    }

    [Fact]
    public async Task schemas_are_served_by_urn_in_any_spelling()
    {
        foreach (var schema in (await Scim.Get("/Schemas")).Expect(200).Get("Resources").EnumerateArray())
        {
            var urn = schema.GetProperty("id").GetString()!;
            foreach (var spelling in (string[])[urn, urn.ToUpperInvariant(), Uri.EscapeDataString(urn)])
            {
                (await Scim.Get($"/Schemas/{spelling}")).Expect(200).Json.ShouldBeJson(schema.GetRawText());
            }

            schema.GetProperty("meta").GetProperty("location").GetString().ShouldBe($"{Scim.BaseUrl}/Schemas/{urn}");
        }
    }

    [Fact]
    public async Task every_attribute_shows_all_its_characteristics()
    {
        foreach (var schema in (await Scim.Get("/Schemas")).Expect(200).Get("Resources").EnumerateArray())
        {
            Walk(schema.GetProperty("attributes"));
        }

        static void Walk(JsonElement attributes)
        {
            foreach (var attribute in attributes.EnumerateArray())
            {
                var names = attribute.Names();
                foreach (var characteristic in (string[])["name", "type", "multiValued", "description", "required", "mutability", "returned", "uniqueness"])
                {
                    names.ShouldContain(characteristic, attribute.GetRawText());
                }

                var type = attribute.GetProperty("type").GetString();
                names.Contains("subAttributes").ShouldBe(type == "complex", attribute.GetRawText());
                names.Contains("referenceTypes").ShouldBe(type == "reference", attribute.GetRawText());
                (type is not ("string" or "reference") || names.Contains("caseExact")).ShouldBeTrue(attribute.GetRawText());
                if (type == "complex")
                {
                    Walk(attribute.GetProperty("subAttributes"));
                }
            }
        }
    }

    [Fact]
    public async Task a_groups_display_name_is_required_as_the_schema_says()
    {
        var attributes = (await Scim.Get($"/Schemas/{Wire.Group}")).Expect(200).Get("attributes").EnumerateArray();
        attributes.Single(a => a.GetProperty("name").GetString() == "displayName").GetProperty("required").GetBoolean().ShouldBeTrue();
        (await Scim.Post("/Groups", "{}")).ExpectScimError(400).ScimType.ShouldBe("invalidValue");
    }

    [Theory]
    [InlineData("/ServiceProviderConfig")]
    [InlineData("/ResourceTypes")]
    [InlineData("/ResourceTypes/User")]
    [InlineData("/Schemas")]
    [InlineData("/Schemas/" + Wire.User)]
    public async Task a_filter_is_forbidden_and_other_parameters_are_ignored(string path)
    {
        (await Scim.Get($"{path}?filter=id+eq+%22User%22")).ExpectScimError(403, "discovery-filter");
        (await Scim.Get($"{path}?startIndex=2&count=0&sortBy=id&attributes=id")).Expect(200).Text.ShouldBe((await Scim.Get(path)).Text);
    }

    private static void Conforms(JsonElement value, JsonElement attributes, string[] common)
    {
        var declared = attributes.EnumerateArray().ToDictionary(a => a.GetProperty("name").GetString()!);
        foreach (var member in value.EnumerateObject().Where(m => !common.Contains(m.Name)))
        {
            declared.Keys.ShouldContain(member.Name, value.GetRawText());
            var attribute = declared[member.Name];
            var several = attribute.GetProperty("multiValued").GetBoolean();
            (member.Value.ValueKind == JsonValueKind.Array).ShouldBe(several, member.Name);
            JsonElement[] values = several ? [.. member.Value.EnumerateArray()] : [member.Value];
            foreach (var one in values)
            {
                HasType(one, attribute);
            }
        }

        declared.Values.Where(a => a.GetProperty("required").GetBoolean()).Select(a => a.GetProperty("name").GetString()!).ShouldBeSubsetOf(value.Names());
    }

    private static void HasType(JsonElement value, JsonElement attribute)
    {
        switch (attribute.GetProperty("type").GetString())
        {
            case "complex" when attribute.GetProperty("name").GetString() != "subAttributes":
                Conforms(value, attribute.GetProperty("subAttributes"), []);
                break;
            case "complex":
                value.ValueKind.ShouldBe(JsonValueKind.Object);
                break;
            case "boolean":
                value.ValueKind.ShouldBeOneOf(JsonValueKind.True, JsonValueKind.False);
                break;
            case "integer":
                value.TryGetInt64(out _).ShouldBeTrue();
                break;
            default:
                value.GetString().ShouldNotBeNullOrEmpty();
                break;
        }
    }
}
