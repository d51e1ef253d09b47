using System.Text;

namespace Scim.Storage.Sql.Commits;

/// <summary>The JSON of an event's detail.</summary>
internal static class EventDetails
{
    /// <summary><c>{"added":[…],"removed":[…]}</c>, each only where there are some; null where there are none.</summary>
    public static string? Members(IReadOnlyList<Guid> added, IReadOnlyList<Guid> removed)
    {
        if (added.Count == 0 && removed.Count == 0)
        {
            return null;
        }

        var json = new StringBuilder(32 + ((added.Count + removed.Count) * 39)).Append('{');
        Append(json, "added", added);
        if (added.Count > 0 && removed.Count > 0)
        {
            json.Append(',');
        }

        Append(json, "removed", removed);
        return json.Append('}').ToString();
    }

    /// <summary><c>{"schema":"urn:…"}</c>; a URN holds nothing that JSON would escape.</summary>
    public static string Schema(string urn) => $$"""{"schema":"{{urn}}"}""";

    private static void Append(StringBuilder json, string name, IReadOnlyList<Guid> ids)
    {
        if (ids.Count == 0)
        {
            return;
        }

        json.Append('"').Append(name).Append("\":[");
        for (var i = 0; i < ids.Count; i++)
        {
            json.Append(i == 0 ? "\"" : ",\"").Append($"{ids[i]:D}").Append('"');
        }

        json.Append(']');
    }
}
