namespace Scim.Grains.Storage.Operations;

/// <summary>A new value for a text that may also be cleared; itself null means: leave as it is.</summary>
public sealed record NewText(string? Value);
