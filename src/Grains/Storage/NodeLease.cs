namespace Scim.Grains.Storage;

/// <summary>A node's lease as last renewed.</summary>
public sealed record NodeLease(string Node, TimeSpan Duration, long Renewals);
