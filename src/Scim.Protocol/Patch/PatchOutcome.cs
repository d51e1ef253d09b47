using Scim.Protocol.Values;

namespace Scim.Protocol.Patch;

/// <summary>The result of a PATCH.</summary>
/// <param name="Resource">The resource afterwards; the very object handed in when nothing changed.</param>
/// <param name="Changed">False means no write, no new version and no new <c>lastModified</c> (RFC 7644 §3.5.2.1).</param>
public sealed record PatchOutcome(ScimObject Resource, bool Changed);
