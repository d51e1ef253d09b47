using System.Buffers.Text;
using Scim.Protocol.Comparisons;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;
using Scim.Protocol.Values;

namespace Scim.Protocol.Resources;

/// <summary>What a text has to be, by its attribute's type (RFC 7643 §2.3). It is checked and kept exactly as sent.</summary>
internal static class TextRules
{
    /// <exception cref="ScimException"><see cref="Refusals.ValueTooLong"/>, <see cref="Refusals.BadValue"/>.</exception>
    public static ScimString Bind(AttributeDefinition definition, AttributeDefinition? owner, string text)
    {
        if (text.Length > definition.MaxLength)
        {
            throw new ScimException(Refusals.ValueTooLong, $"'{AttributeNames.Of(definition, owner)}' has {text.Length} characters; at most {definition.MaxLength} are allowed.");
        }

        // No store or client agrees with another on what NUL means; PostgreSQL cannot even hold it.
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ScimException(Refusals.BadValue, $"'{AttributeNames.Of(definition, owner)}' has a NUL character.");
        }

        // RFC 7643 §2.3.6 and §2.3.5. Reference values are not parsed: clients send relative and private forms, and get them back.
        if (definition.Type == AttributeType.Binary && !Base64.IsValid(text))
        {
            throw new ScimException(Refusals.BadValue, $"'{AttributeNames.Of(definition, owner)}' is not base64.");
        }

        if (definition.Type == AttributeType.DateTime && !ScimDateTime.TryParse(text, out _))
        {
            throw new ScimException(Refusals.BadValue, $"'{AttributeNames.Of(definition, owner)}' is not an xsd:dateTime such as 2026-01-31T12:00:00Z.");
        }

        return new ScimString(text);
    }
}
