using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Paths;

/// <summary>Parses PATCH paths (RFC 7644 §3.5.2): <c>attr</c>, <c>attr.sub</c>, <c>attr[filter]</c>, <c>attr[filter].sub</c>, each with or without a schema URN before it.</summary>
public static class PathParser
{
    /// <summary>In UTF-16 code units.</summary>
    public const int MaxLength = 512;

    /// <summary>
    /// Parses by syntax alone. A URN that names a schema can't be told from a URN with an attribute behind it here
    /// (<c>…:enterprise:2.0:User</c> reads as attribute <c>User</c>); <see cref="Parse(string, ResourceType)"/> can.
    /// </summary>
    /// <exception cref="ScimException">
    /// <see cref="Refusals.PathSyntax"/> or <see cref="Refusals.PathLimit"/>; of the value filter <see cref="Refusals.FilterSyntax"/> or <see cref="Refusals.FilterLimit"/>.
    /// </exception>
    public static AttributePath Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new ScimException(Refusals.PathLimit, $"The path has {text.Length} characters; {MaxLength} are allowed.");
        }

        var lexer = new FilterLexer(text, Refusals.PathSyntax);
        lexer.RefuseLoneSurrogates();
        lexer.SkipBlanks();
        var start = lexer.Position;
        var attribute = AttributeReferenceReader.Read(lexer, lexer.ReadWord(), start);
        FilterNode? filter = null;
        string? sub = null;
        if (lexer.TryRead('['))
        {
            lexer.Syntax = Refusals.FilterSyntax;
            filter = new FilterGrammar(lexer).ParseBrackets();
            lexer.Syntax = Refusals.PathSyntax;
            sub = lexer.Next == '.' ? AttributeReferenceReader.ReadTrailingSubAttribute(lexer) : null;
        }

        lexer.SkipBlanks();
        return lexer.AtEnd ? new AttributePath(attribute, filter, sub) : throw lexer.Error("Expected the end of the path");
    }

    /// <summary>Parses a path and finds what it names in the type's schemas.</summary>
    /// <exception cref="ScimException">As <see cref="Parse(string)"/>; <see cref="Refusals.PathAttribute"/>; of the value filter what <see cref="FilterChecker"/> refuses.</exception>
    public static ResolvedPath Parse(string text, ResourceType type)
    {
        if (type.TryGetSchema(text.Trim(), out var schema))
        {
            return new ResolvedPath(new AttributePath(new AttributeReference(schema.Id, "", null), null, null), schema, null, null);
        }

        var path = Parse(text);
        if (!AttributeResolver.TryResolve(type, path.Attribute, out var target))
        {
            throw new ScimException(Refusals.PathAttribute, $"A {type.Id} has no attribute '{path.Attribute}'.");
        }

        return path.ValueFilter is null
            ? new ResolvedPath(path, null, target, null)
            : ResolveValuePath(path, target);
    }

    private static ResolvedPath ResolveValuePath(AttributePath path, AttributeTarget target)
    {
        if (target.SubAttribute is not null || !target.Attribute.MultiValued)
        {
            throw new ScimException(Refusals.PathAttribute, $"'{path.Attribute}' is not multi-valued, so that no value filter can follow it.");
        }

        AttributeDefinition? sub = null;
        if (path.SubAttribute is { } name && !target.Attribute.TryGetSubAttribute(name, out sub))
        {
            throw new ScimException(Refusals.PathAttribute, $"'{path.Attribute}' has no sub-attribute '{name}'.");
        }

        return new ResolvedPath(path, null, target with { SubAttribute = sub }, FilterChecker.CheckElement(path.ValueFilter!, target));
    }
}
