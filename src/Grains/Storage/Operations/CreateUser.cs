using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>Inserts a user with version 1. Conflict: <see cref="ConflictKind.UserName"/>. Event <c>user.created</c>.</summary>
public sealed record CreateUser(UserKey Key, UserContent Content, bool Provisional) : StoreOperation;
