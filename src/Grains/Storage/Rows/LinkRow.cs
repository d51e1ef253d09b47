namespace Scim.Grains.Storage.Rows;

/// <summary>A tenant's own part of a user: its externalId (rule U3). The row outlives the externalId so that its version goes on.</summary>
public sealed record LinkRow(string? ExternalId, long Version, DateTimeOffset LastModified);
