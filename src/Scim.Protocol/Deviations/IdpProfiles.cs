using System.Collections.Concurrent;
using System.Collections.Immutable;
using Scim.Protocol.Errors;

namespace Scim.Protocol.Deviations;

/// <summary>
/// The profiles by name, and the text by which a token keeps its own: the name, then each deviation that an administrator has switched, with <c>+</c> or <c>-</c> before it,
/// all by blanks: <c>entra -boolean-as-text</c>. No text is <see cref="Generic"/>.
/// </summary>
public static class IdpProfiles
{
    /// <summary>The profile of a token that names none.</summary>
    public const string Generic = "generic";

    // Texts come from administrators, so there are few; the bound is there because nothing else is.
    private const int Most = 4096;
    private static readonly ConcurrentDictionary<string, IdpProfile> Known = new(StringComparer.Ordinal);

    /// <summary>Every profile there is, in the order of docs/idp-profiles.md. An identity provider that deviates in nothing needs none of its own: it works with <c>strict</c>.</summary>
    public static ImmutableArray<KeyValuePair<string, IdpProfile>> BuiltIn { get; } =
    [
        new(Generic, IdpProfile.Generic),
        new("strict", IdpProfile.Strict),
        new("okta", IdpProfile.Forgiving(Deviation.UnknownSchemas, Deviation.ReadOnlyInValue)),
        new("entra", IdpProfile.Forgiving(
            Deviation.BooleanAsText, Deviation.BooleanAsTextInFilter, Deviation.ManagerAsText, Deviation.SingleValueInArray, Deviation.PlainValueInArray, Deviation.MembersAsText,
            Deviation.UnknownSchemas, Deviation.CreateFromFilter, Deviation.PathsAsKeys, Deviation.RemoveWithList, Deviation.OpLetterCase)),
        new("onelogin", IdpProfile.Forgiving(Deviation.UnknownSchemas)),
        new("jumpcloud", IdpProfile.Forgiving(Deviation.RemoveWithList)),
        new("authentik", IdpProfile.Forgiving(Deviation.AbsentSchemas, Deviation.ReadOnlyInValue, Deviation.RemoveWithList)),
        new("keycloak", IdpProfile.Forgiving(Deviation.BooleanAsText)),
        new("nextcloud", IdpProfile.Forgiving(Deviation.RemoveWithList)),
    ];

    /// <summary>The profile of a name, or null.</summary>
    public static IdpProfile? Find(string name)
    {
        foreach (var (known, profile) in BuiltIn)
        {
            if (known == name)
            {
                return profile;
            }
        }

        return null;
    }

    /// <summary>The text for what an administrator chooses.</summary>
    /// <param name="idp">The name of a profile; null is <see cref="Generic"/>.</param>
    /// <param name="switched">Deviations to be forgiven or not, whatever the profile says; null: none.</param>
    /// <returns>Null for <see cref="Generic"/> as it is.</returns>
    /// <exception cref="ScimException"><see cref="Refusals.IdpProfileUnknown"/>; the detail lists the names there are.</exception>
    public static string? Write(string? idp, IReadOnlyDictionary<string, bool>? switched)
    {
        if (idp is not null && Find(idp) is null)
        {
            throw new ScimException(Refusals.IdpProfileUnknown, $"'idp' is one of {List(BuiltIn.Select(p => p.Key))}.");
        }

        if (switched?.Keys.FirstOrDefault(name => Deviation.Find(name) is null) is not null)
        {
            throw new ScimException(Refusals.IdpProfileUnknown, $"'deviations' has the names {List(Deviation.All.Select(d => d.Name))}.");
        }

        var parts = Deviation.All.Where(d => switched?.ContainsKey(d.Name) == true).Select(d => (switched![d.Name] ? '+' : '-') + d.Name).ToList();
        return parts.Count > 0 ? string.Join(' ', parts.Prepend(idp ?? Generic)) : idp is null or Generic ? null : idp;
    }

    /// <summary>The name and the switches in a text.</summary>
    public static (string Idp, IReadOnlyDictionary<string, bool>? Switched) Read(string? text)
    {
        if (text is null)
        {
            return (Generic, null);
        }

        var parts = text.Split(' ');
        return (parts[0], parts.Length == 1 ? null : parts.Skip(1).ToDictionary(part => part[1..], part => part[0] == '+'));
    }

    /// <summary>
    /// The profile of a text, always the same one for the same text. What a later version has written and this one does not know is forgiven: a token must not stop working
    /// while nodes of two versions run.
    /// </summary>
    public static IdpProfile Of(string? text) => text is null ? IdpProfile.Generic : Known.TryGetValue(text, out var profile) ? profile : Add(text);

    private static IdpProfile Add(string text)
    {
        var (idp, switched) = Read(text);
        var profile = Find(idp) ?? IdpProfile.Generic;
        foreach (var (name, forgiven) in switched ?? new Dictionary<string, bool>())
        {
            profile = Deviation.Find(name) is { } deviation ? profile.With(deviation, forgiven) : profile;
        }

        if (Known.Count >= Most)
        {
            Known.Clear();
        }

        return Known[text] = profile;
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
