using Scim.Grains.Interfaces.Keys;

namespace Scim.Grains.Storage.Operations;

/// <summary>
/// Replaces a user's profile; a provisional user becomes a full one (rule G10). Missing: user. Conflict: <see cref="ConflictKind.UserName"/>.
/// Event <c>user.changed</c>, or <c>user.activated</c> / <c>user.deactivated</c> when <c>active</c> moved, or <c>user.adopted</c>.
/// </summary>
public sealed record ChangeUser(UserKey Key, long ExpectedVersion, UserContent Content) : StoreOperation;
