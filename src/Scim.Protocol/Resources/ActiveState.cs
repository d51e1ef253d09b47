using System.Text.Json;

namespace Scim.Protocol.Resources;

/// <summary>Whether a user is active, read from the stored profile without building it. Absent means active (protocol.md, "Decided").</summary>
public static class ActiveState
{
    /// <param name="profile">Canonical UTF-8 JSON.</param>
    public static bool IsActive(ReadOnlySpan<byte> profile)
    {
        var reader = new Utf8JsonReader(profile);
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("active"u8))
            {
                reader.Read();
                return reader.TokenType != JsonTokenType.False;
            }
        }

        return true;
    }
}
