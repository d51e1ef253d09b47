using System.Runtime.InteropServices;

namespace Scim.Grains.Coherence;

/// <summary>Taken before a read or a commit begins: what is put with it is refused if it may have become old since.</summary>
/// <param name="Announcement">The number of the last announcement heard; -1 when nothing may be kept.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CopyTicket(long Announcement)
{
    /// <summary>Whether what is read or committed under it may be kept at all.</summary>
    public bool CanKeep => Announcement >= 0;
}
