using System.Collections.Immutable;
using System.Text.Json;
using Scim.Grains.Storage.Operations;

namespace Scim.Storage.Sql.Users;

/// <summary>The values of a user's e-mails as they are indexed: folded, sorted, without duplicates.</summary>
/// <param name="Text">The same as a JSON array, kept in the user's row so that a change knows which index entries go; null for none.</param>
/// <param name="Values">The folded values.</param>
internal readonly record struct IndexedEmails(string? Text, string[] Values)
{
    private static readonly IndexedEmails None = new(null, []);

    public static IndexedEmails Of(ImmutableArray<EmailValue> emails)
    {
        if (emails.IsDefaultOrEmpty)
        {
            return None;
        }

        var values = new string[emails.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = UserNames.Fold(emails[i].Value);
        }

        Array.Sort(values, StringComparer.Ordinal);
        var distinct = 1;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] != values[distinct - 1])
            {
                values[distinct++] = values[i];
            }
        }

        Array.Resize(ref values, distinct);
        return new IndexedEmails(ToText(values), values);
    }

    /// <summary>The values as they are kept in the user's row.</summary>
    public static string? ToText(string[] values) => values.Length == 0 ? null : JsonSerializer.Serialize(values);

    public static IndexedEmails Parse(string? text) => text is null ? None : new IndexedEmails(text, JsonSerializer.Deserialize<string[]>(text)!);
}
