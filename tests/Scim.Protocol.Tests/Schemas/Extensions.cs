using System.Text.Json;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests.Schemas;

/// <summary>Extension schemas as administrators send them.</summary>
internal static class Extensions
{
    public const string Urn = "urn:example:params:scim:schemas:extension:acme:2.0:User";

    public static Schema Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ExtensionSchemaReader.Read(document.RootElement);
    }

    /// <summary>A schema with these attributes, as JSON without the list's brackets.</summary>
    public static Schema With(string attributes) => Read($$"""{"id":"{{Urn}}","name":"Acme","attributes":[{{attributes}}]}""");

    /// <summary>The User of an environment that has added a schema.</summary>
    public static ResourceType UserWith(Schema schema, bool required = false) => SchemaCatalog.Core.With(1, [new AddedExtension("User", new SchemaExtension(schema, required))]).User;

    /// <summary>The Group of one that has.</summary>
    public static ResourceType GroupWith(Schema schema, bool required = false) => SchemaCatalog.Core.With(1, [new AddedExtension("Group", new SchemaExtension(schema, required))]).Group;
}
