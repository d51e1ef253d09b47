namespace Scim.Grains.Storage.Operations;

/// <summary>An e-mail as indexed: value and type as stored in the profile.</summary>
public readonly record struct EmailValue(string Value, string? Type);
