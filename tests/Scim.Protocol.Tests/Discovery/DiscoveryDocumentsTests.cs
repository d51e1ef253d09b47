using System.Text.Json.Nodes;
using Scim.Protocol.Discovery;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests.Discovery;

public class DiscoveryDocumentsTests
{
    private const string Base = "https://scim.example/scim/v2/p/e";

    private static readonly DiscoveryDocuments Documents = new(SchemaCatalog.Core, new ServiceProviderFeatures());

    [Fact]
    public void the_service_provider_config_tells_what_is_built() => Same(Documents.ServiceProviderConfig(Base), $$$"""
        {
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
          "patch": {"supported": true},
          "bulk": {"supported": true, "maxOperations": 1000, "maxPayloadSize": 4194304},
          "filter": {"supported": true, "maxResults": 1000},
          "changePassword": {"supported": false},
          "sort": {"supported": true},
          "etag": {"supported": true},
          "pagination": {"cursor": true, "index": true, "defaultPaginationMethod": "index", "defaultPageSize": 100, "maxPageSize": 1000, "cursorTimeout": 3600},
          "authenticationSchemes": [
            {
              "type": "oauthbearertoken",
              "name": "Bearer token",
              "description": "A token of the environment or of one tenant, sent as Authorization: Bearer.",
              "specUri": "https://www.rfc-editor.org/rfc/rfc6750",
              "primary": true
            }
          ],
          "meta": {"resourceType": "ServiceProviderConfig", "location": "{{{Base}}}/ServiceProviderConfig"}
        }
        """);

    [Fact]
    public void features_are_data()
    {
        var documents = new DiscoveryDocuments(SchemaCatalog.Core, new ServiceProviderFeatures
        {
            Bulk = true,
            Sort = true,
            ETag = true,
            CursorPagination = true,
            CursorTimeout = 600,
            DocumentationUri = "https://docs.example",
        });
        var config = Parse(documents.ServiceProviderConfig(Base));
        config["bulk"]!["supported"]!.GetValue<bool>().ShouldBeTrue();
        config["sort"]!["supported"]!.GetValue<bool>().ShouldBeTrue();
        config["etag"]!["supported"]!.GetValue<bool>().ShouldBeTrue();
        config["pagination"]!["cursorTimeout"]!.GetValue<int>().ShouldBe(600);
        config["documentationUri"]!.GetValue<string>().ShouldBe("https://docs.example");
    }

    [Fact]
    public void the_resource_types_are_user_and_group() => Same(Documents.ResourceTypes(Base), $$$"""
        {
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
          "totalResults": 2, "startIndex": 1, "itemsPerPage": 2,
          "Resources": [
            {
              "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
              "id": "User", "name": "User", "description": "A user account.", "endpoint": "/Users",
              "schema": "urn:ietf:params:scim:schemas:core:2.0:User",
              "schemaExtensions": [{"schema": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "required": false}],
              "meta": {"resourceType": "ResourceType", "location": "{{{Base}}}/ResourceTypes/User"}
            },
            {
              "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
              "id": "Group", "name": "Group", "description": "A group of users: a role of the environment as one tenant sees it.", "endpoint": "/Groups",
              "schema": "urn:ietf:params:scim:schemas:core:2.0:Group",
              "meta": {"resourceType": "ResourceType", "location": "{{{Base}}}/ResourceTypes/Group"}
            }
          ]
        }
        """);

    [Theory]
    [InlineData("User")]
    [InlineData("group")]
    public void a_resource_type_is_found_by_id(string id) =>
        Parse(Documents.ResourceType(id, Base)!)["id"]!.GetValue<string>().ShouldBe(id, StringCompareShould.IgnoreCase);

    [Fact]
    public void unknown_ids_find_nothing()
    {
        Documents.ResourceType("Device", Base).ShouldBeNull();
        Documents.Schema("urn:x", Base).ShouldBeNull();
    }

    [Fact]
    public void every_schema_is_listed_and_found_whatever_the_letter_case()
    {
        var list = Parse(Documents.Schemas(Base))["Resources"]!.AsArray();
        list.Select(s => s!["id"]!.GetValue<string>()).ShouldBe(
        [
            SchemaUrns.User, SchemaUrns.Group, SchemaUrns.EnterpriseUser, SchemaUrns.ServiceProviderConfig, SchemaUrns.ResourceType, SchemaUrns.Schema,
        ]);
        foreach (var schema in list)
        {
            var id = schema!["id"]!.GetValue<string>();
            JsonNode.DeepEquals(Parse(Documents.Schema(id.ToUpperInvariant(), Base)!), schema).ShouldBeTrue(id);
            schema["meta"]!["location"]!.GetValue<string>().ShouldBe($"{Base}/Schemas/{id}");
        }
    }

    [Theory]
    [InlineData("User")]
    [InlineData("Group")]
    [InlineData("EnterpriseUser")]
    [InlineData("ServiceProviderConfig")]
    [InlineData("ResourceType")]
    [InlineData("Schema")]
    public void a_schema_is_served_as_its_document_says(string name)
    {
        using var stream = typeof(SchemaCatalog).Assembly.GetManifestResourceStream($"Scim.Protocol.Schemas.Documents.{name}.json")!;
        var document = JsonNode.Parse(stream)!.AsObject();
        var served = Parse(Documents.Schema(document["id"]!.GetValue<string>(), Base)!);
        served.Remove("meta");
        served.ToJsonString().ShouldBe(document.ToJsonString());
    }

    [Theory]
    [InlineData(SchemaUrns.ServiceProviderConfig)]
    [InlineData(SchemaUrns.ResourceType)]
    [InlineData(SchemaUrns.Schema)]
    public void the_discovery_documents_follow_their_own_schemas(string urn)
    {
        SchemaCatalog.Core.TryGetSchema(urn, out var schema).ShouldBeTrue();
        var document = urn == SchemaUrns.ServiceProviderConfig ? Documents.ServiceProviderConfig(Base)
            : urn == SchemaUrns.ResourceType ? Documents.ResourceType("User", Base)!
            : Documents.Schema(SchemaUrns.User, Base)!;
        var members = Parse(document);
        members.Remove("schemas");
        members.Remove("meta");
        Follows(members, schema.Attributes);
    }

    private static void Follows(JsonObject value, IReadOnlyList<AttributeDefinition> attributes)
    {
        value.Select(m => m.Key).Except(attributes.Select(a => a.Name)).ShouldBeEmpty();
        attributes.Where(a => a.Required).Select(a => a.Name).Except(value.Select(m => m.Key)).ShouldBeEmpty();
        foreach (var attribute in attributes)
        {
            if (value[attribute.Name] is not { } member)
            {
                continue;
            }

            (member is JsonArray).ShouldBe(attribute.MultiValued, attribute.Name);
            foreach (var item in member is JsonArray array ? array : [member.DeepClone()])
            {
                (item is JsonObject).ShouldBe(attribute.Type == AttributeType.Complex, attribute.Name);
                if (item is JsonObject complex)
                {
                    Follows(complex, attribute.SubAttributes);
                }
            }
        }
    }

    private static JsonObject Parse(byte[] json) => JsonNode.Parse(json)!.AsObject();

    private static void Same(byte[] actual, string expected) => Parse(actual).ToJsonString().ShouldBe(JsonNode.Parse(expected)!.ToJsonString());
}
