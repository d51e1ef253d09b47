using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>Removes a user with every link and assignment; the groups that lose a member move their version (rule U7). Missing: user. Events <c>user.deleted</c> and <c>group.changed</c> for each group.</summary>
public sealed record DeleteUser(UserKey Key, long? ExpectedVersion) : StoreOperation;
