using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Paths;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Projection;

/// <summary>What a request wants to see: <c>attributes</c> or <c>excludedAttributes</c> (RFC 7644 §3.9), resolved against the schemas.</summary>
public sealed class AttributeSelection
{
    private static readonly Dictionary<AttributeDefinition, HashSet<AttributeDefinition>?> NoNames = [];

    // By attribute: the sub-attributes named, or null for the whole. Definitions are compared by reference, so that the schema is known too.
    private readonly Dictionary<AttributeDefinition, HashSet<AttributeDefinition>?> _named;
    private readonly bool _excludes;

    private AttributeSelection(ResourceType type, Dictionary<AttributeDefinition, HashSet<AttributeDefinition>?> named, bool excludes)
    {
        Type = type;
        _named = named;
        _excludes = excludes;
        IsDefault = excludes && named.Count == 0;
    }

    public ResourceType Type { get; }

    /// <summary>Nothing was asked for, or nothing known was excluded.</summary>
    public bool IsDefault { get; }

    /// <summary>One for each resource type.</summary>
    public static AttributeSelection Default(ResourceType type) => type.DefaultSelection ??= new AttributeSelection(type, NoNames, excludes: true);

    /// <summary>
    /// Parses the two query parameters: names by commas, blanks around them allowed, any letter case, with or without URN; a URN alone names all
    /// attributes of its schema. Unknown names are ignored; an empty parameter is an absent one.
    /// </summary>
    /// <exception cref="ScimException"><see cref="Refusals.AttributesConflict"/>: both are given.</exception>
    public static AttributeSelection Parse(ResourceType type, string? attributes, string? excludedAttributes)
    {
        var only = !string.IsNullOrWhiteSpace(attributes);
        var except = !string.IsNullOrWhiteSpace(excludedAttributes);
        if (only && except)
        {
            throw new ScimException(Refusals.AttributesConflict, "Give 'attributes' or 'excludedAttributes', not both.");
        }

        return only ? new AttributeSelection(type, Names(type, attributes!), excludes: false)
            : except ? new AttributeSelection(type, Names(type, excludedAttributes!), excludes: true)
            : Default(type);
    }

    /// <summary>Whether a top-level attribute of the base schema, or a common one, is in the answer: what is not shown need not be loaded.</summary>
    public bool Shows(string name) => Type.TryGetAttribute(name, out var definition) && Shows(definition);

    /// <summary>Whether a top-level attribute of the base schema or of an extension is in the answer.</summary>
    public bool Shows(AttributeDefinition attribute) => CharacteristicRules.IsShown(attribute, AskedFor(attribute));

    /// <summary>Whether a sub-attribute is in the answer, given that its attribute is.</summary>
    public bool Shows(AttributeDefinition attribute, AttributeDefinition sub) => CharacteristicRules.IsShown(sub, AskedFor(attribute, sub));

    /// <summary>Whether all that an attribute has by default is in the answer.</summary>
    public bool ShowsWhole(AttributeDefinition attribute) => Shows(attribute) && (!_named.TryGetValue(attribute, out var subs) || subs is null);

    private Asked AskedFor(AttributeDefinition attribute)
    {
        var isNamed = _named.TryGetValue(attribute, out var subs);
        return _excludes
            ? isNamed && subs is null ? Asked.Excluded : Asked.Nothing
            : isNamed ? Asked.Named : Asked.NotNamed;
    }

    private Asked AskedFor(AttributeDefinition attribute, AttributeDefinition sub)
    {
        if (!_named.TryGetValue(attribute, out var subs))
        {
            // An attribute that is always shown stays whole though nobody named it.
            return Asked.Nothing;
        }

        return _excludes
            ? subs is null || subs.Contains(sub) ? Asked.Excluded : Asked.Nothing
            : subs is null ? Asked.Nothing
            : subs.Contains(sub) ? Asked.Named : Asked.NotNamed;
    }

    private static Dictionary<AttributeDefinition, HashSet<AttributeDefinition>?> Names(ResourceType type, string list)
    {
        var named = new Dictionary<AttributeDefinition, HashSet<AttributeDefinition>?>();
        foreach (var name in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (type.TryGetSchema(name, out var schema))
            {
                foreach (var attribute in schema.Attributes)
                {
                    named[attribute] = null;
                }
            }
            else if (AttributeResolver.TryResolve(type, Reference(name), out var target))
            {
                Add(named, target);
            }
        }

        return named;
    }

    private static void Add(Dictionary<AttributeDefinition, HashSet<AttributeDefinition>?> named, AttributeTarget target)
    {
        if (target.SubAttribute is not { } sub)
        {
            named[target.Attribute] = null;
        }
        else if (!named.TryGetValue(target.Attribute, out var subs))
        {
            named[target.Attribute] = [sub];
        }
        else
        {
            subs?.Add(sub);
        }
    }

    // A name holds no colon, so the last one ends the URN; the first dot behind it begins the sub-attribute.
    private static AttributeReference Reference(string text)
    {
        var colon = text.LastIndexOf(':');
        var name = text[(colon + 1)..];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return new AttributeReference(colon < 0 ? null : text[..colon], dot < 0 ? name : name[..dot], dot < 0 ? null : name[(dot + 1)..]);
    }
}
