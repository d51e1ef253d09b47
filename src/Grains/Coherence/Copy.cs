using System.Runtime.InteropServices;
using Scim.Grains.Schemas;
using Scim.Grains.Storage;
using Scim.Grains.Storage.Rows;

namespace Scim.Grains.Coherence;

/// <summary>A value to be kept under a key.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Copy(CopyKey Key, object Value)
{
    // An entry of the table, the entry object and the key's own strings and ids.
    private const int Overhead = 200;
    private const int PerRow = 250;

    // A schema in memory takes some times what its JSON does.
    private const int PerSchemaByte = 4;

    /// <summary>An estimate of what the copy takes in memory.</summary>
    public int Bytes => Overhead + (Value switch
    {
        UserRow user => PerRow + user.Profile.Length + (2 * (user.UserName.Length + user.DisplayName.Length)),
        MembershipRow membership => 60 + (16 * membership.RoleIds.Length) + (2 * (membership.Link?.ExternalId?.Length ?? 0)),
        GroupRow group => PerRow + (2 * (group.DisplayName.Length + group.RoleKey.Length)) + (group.Extensions?.Length ?? 0),
        GroupMembersCopy members => PerRow + (members.Content.Members?.Packed.Length ?? 0),
        TokenCopy => PerRow,
        SchemasCopy schemas => PerRow + schemas.Set.Extensions.Sum(e => e.Document.Length * PerSchemaByte),
        _ => 24,
    });
}
