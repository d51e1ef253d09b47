using Scim.Protocol.Schemas;

namespace Scim.Grains.Storage.Operations;

/// <summary>New data of extensions for a tenant's group; itself null means: leave it as it is.</summary>
/// <param name="Data">As <see cref="Rows.GroupRow.Extensions"/>; null clears it.</param>
/// <param name="Type">The schemas that the data follows: those of its environment.</param>
public sealed record NewExtensions(byte[]? Data, ResourceType Type);
