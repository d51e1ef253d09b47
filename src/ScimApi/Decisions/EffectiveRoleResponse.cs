namespace Scim.Api.Decisions;

/// <summary>A role that counts now: its id, its key in the environment, its present name in the tenant.</summary>
internal sealed record EffectiveRoleResponse(Guid Id, string Key, string DisplayName);
