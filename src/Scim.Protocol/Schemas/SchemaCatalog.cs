using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Scim.Protocol.Schemas;

/// <summary>The resource types and schemas that the service serves, read once from the embedded documents.</summary>
public sealed class SchemaCatalog
{
    private readonly Dictionary<string, Schema> _byUrn;

    private SchemaCatalog(ResourceType user, ResourceType group, ImmutableArray<Schema> schemas)
    {
        User = user;
        Group = group;
        ResourceTypes = [user, group];
        Schemas = schemas;
        _byUrn = schemas.ToDictionary(s => s.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The schemas of RFC 7643.</summary>
    public static SchemaCatalog Core { get; } = LoadCore();

    public ResourceType User { get; }

    public ResourceType Group { get; }

    /// <summary>In the order of <c>/ResourceTypes</c>: User first, since some clients take the first.</summary>
    public ImmutableArray<ResourceType> ResourceTypes { get; }

    /// <summary>In the order of <c>/Schemas</c>: resource schemas and extensions, then those of the discovery documents.</summary>
    public ImmutableArray<Schema> Schemas { get; }

    /// <summary>Finds a schema by URN, without regard to case.</summary>
    public bool TryGetSchema(string urn, [NotNullWhen(true)] out Schema? schema) => _byUrn.TryGetValue(urn, out schema);

    private static SchemaCatalog LoadCore()
    {
        var user = Load("User");
        var group = Load("Group");
        var enterprise = Load("EnterpriseUser");
        return new SchemaCatalog(
            new ResourceType("User", "/Users", user.Description, user, [new SchemaExtension(enterprise, Required: false)]),
            new ResourceType("Group", "/Groups", group.Description, group, []),
            [user, group, enterprise, Load("ServiceProviderConfig"), Load("ResourceType"), Load("Schema")]);
    }

    private static Schema Load(string name)
    {
        var assembly = typeof(SchemaCatalog).Assembly;
        using var stream = assembly.GetManifestResourceStream($"Scim.Protocol.Schemas.Documents.{name}.json")
            ?? throw new InvalidOperationException($"The schema document {name} is not embedded in {assembly.GetName().Name}.");
        using var document = JsonDocument.Parse(stream);
        return SchemaReader.Read(document.RootElement);
    }
}
