namespace Scim.Grains.Storage.Operations;

/// <summary>Stores an administrator key by its SHA-256 (rule S4). Writes no event: it is above every environment's log.</summary>
public sealed record CreateAdministratorKey(Guid Id, byte[] Hash, string Description) : StoreOperation;
