using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Schemas;

/// <summary>
/// Reads the schema of an extension as an administrator sends it (RFC 7643 §7), stricter than <see cref="SchemaReader"/>: what is misspelt, what this service
/// could not keep, and what would be ambiguous in a path is refused now, not found out by the first resource. A document of <c>/Schemas</c> can be sent as it is.
/// </summary>
public static class ExtensionSchemaReader
{
    private const int LongestUrn = 256;
    private const int LongestName = 256;
    private const int LongestDescription = 1024;

    private static readonly SearchValues<char> UrnCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:-._");
    private static readonly ImmutableArray<string> SchemaMembers = ["schemas", "id", "name", "description", "attributes", "meta"];

    /// <exception cref="ScimException"><see cref="Refusals.BadSchema"/>; the detail says where and why.</exception>
    public static Schema Read(JsonElement document)
    {
        var schema = SchemaReader.Read(document);
        ExtensionAttributeRules.CheckMembers(document, SchemaMembers, "the schema");
        CheckUrn(schema.Id);
        CheckText(schema.Name, LongestName, "the schema's name");
        if (schema.Description.Length > 0)
        {
            CheckText(schema.Description, LongestDescription, "the schema's description");
        }

        ExtensionAttributeRules.Check(document.GetProperty("attributes"), schema.Attributes);
        return schema;
    }

    /// <summary>Holds a new extension to the schemas that are there: its URN must be its own, and no path may be read in two ways.</summary>
    /// <exception cref="ScimException"><see cref="Refusals.SchemaTaken"/>.</exception>
    public static void CheckAgainst(SchemaCatalog catalog, Schema schema)
    {
        foreach (var other in catalog.Schemas)
        {
            if (string.Equals(other.Id, schema.Id, StringComparison.OrdinalIgnoreCase))
            {
                throw new ScimException(Refusals.SchemaTaken, $"The environment has a schema '{other.Id}' already.");
            }

            if (Continues(other.Id, schema.Id) || Continues(schema.Id, other.Id))
            {
                throw new ScimException(Refusals.SchemaTaken, $"'{schema.Id}' and '{other.Id}' begin alike up to a colon: a path could mean an attribute of one or the other.");
            }
        }
    }

    private static bool Continues(string urn, string shorter) =>
        urn.Length > shorter.Length && urn[shorter.Length] == ':' && urn.StartsWith(shorter, StringComparison.OrdinalIgnoreCase);

    // urn:<namespace identifier>:<rest> (RFC 8141), of characters that stand for themselves in a URL, in a filter and in a path.
    private static void CheckUrn(string urn)
    {
        var parts = urn.Split(':');
        if (urn.Length > LongestUrn || urn.AsSpan().ContainsAnyExcept(UrnCharacters) || parts.Length < 3 || parts.Any(part => part.Length == 0)
            || parts[1] is not { Length: >= 2 and <= 32 } space || !space.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') || space.StartsWith('-') || space.EndsWith('-'))
        {
            throw Bad($"id must be a URN of at most {LongestUrn} letters, digits, ':', '-', '.' and '_', such as 'urn:example:params:scim:schemas:extension:acme:2.0:User'");
        }

        foreach (var reserved in (ReadOnlySpan<string>)["urn:ietf:params:scim:api:", "urn:ietf:params:scim:schemas:core:", "urn:scim:schemas:"])
        {
            if (urn.StartsWith(reserved, StringComparison.OrdinalIgnoreCase))
            {
                throw Bad($"URNs that begin with '{reserved}' are SCIM's own");
            }
        }
    }

    internal static void CheckText(string text, int most, string what)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > most || text.Any(char.IsControl))
        {
            throw Bad($"{what} must be 1 to {most} characters, not blank, without control characters");
        }
    }

    internal static ScimException Bad(string detail) => new(Refusals.BadSchema, $"The schema cannot be used: {detail}.");
}
