using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Scim.Protocol.Schemas;

/// <summary>The resource types and schemas that the service serves: those of RFC 7643, read once from the embedded documents, and what an environment adds to them.</summary>
public sealed class SchemaCatalog
{
    private readonly Dictionary<string, Schema> _byUrn;

    private SchemaCatalog(ResourceType user, ResourceType group, ImmutableArray<Schema> schemas, long version)
    {
        Version = version;
        User = user;
        Group = group;
        ResourceTypes = [user, group];
        Schemas = schemas;
        _byUrn = schemas.ToDictionary(s => s.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The schemas of RFC 7643.</summary>
    public static SchemaCatalog Core { get; } = LoadCore();

    /// <summary>Moves with every change of an environment's extensions; 0 as long as there was none.</summary>
    public long Version { get; }

    public ResourceType User { get; }

    public ResourceType Group { get; }

    /// <summary>In the order of <c>/ResourceTypes</c>: User first, since some clients take the first.</summary>
    public ImmutableArray<ResourceType> ResourceTypes { get; }

    /// <summary>In the order of <c>/Schemas</c>: resource schemas and extensions, then those of the discovery documents.</summary>
    public ImmutableArray<Schema> Schemas { get; }

    /// <summary>Finds a schema by URN, without regard to case.</summary>
    public bool TryGetSchema(string urn, [NotNullWhen(true)] out Schema? schema) => _byUrn.TryGetValue(urn, out schema);

    /// <summary>These schemas and an environment's own extensions. Resource types that get none stay the same objects.</summary>
    /// <param name="version">The version of the set of extensions.</param>
    /// <param name="added">Behind the extensions that are here already, in this order.</param>
    public SchemaCatalog With(long version, ImmutableArray<AddedExtension> added)
    {
        // `/Schemas` ends with the schemas of the discovery documents.
        var rest = 0;
        while (Schemas[rest].Id != SchemaUrns.ServiceProviderConfig)
        {
            rest++;
        }

        return new SchemaCatalog(User.With(added), Group.With(added), Schemas.InsertRange(rest, added.Select(a => a.Extension.Schema)), version);
    }

    private static SchemaCatalog LoadCore()
    {
        var user = Load("User");
        var group = Load("Group");
        var enterprise = Load("EnterpriseUser");
        return new SchemaCatalog(
            new ResourceType("User", "/Users", user.Description, user, [new SchemaExtension(enterprise, Required: false)]),
            new ResourceType("Group", "/Groups", group.Description, group, []),
            [user, group, enterprise, Load("ServiceProviderConfig"), Load("ResourceType"), Load("Schema")],
            0);
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
