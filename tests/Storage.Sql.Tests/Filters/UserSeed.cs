using Scim.Protocol.Values;

namespace Scim.Storage.Sql.Tests.Filters;

internal sealed record UserSeed(ScimObject Profile, string? MyExternalId, string? TheirExternalId, bool IsMember);
