using Scim.Grains.Interfaces.Access;

namespace Scim.Grains.Storage.Rows;

/// <summary>A token as stored: what it grants and whether it still does.</summary>
public sealed record TokenRow(AccessGrant Grant, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt);
