using Scim.Protocol.Errors;

namespace Scim.Api.Bulk;

/// <summary>What one call brought.</summary>
/// <param name="Status">As of a single request.</param>
/// <param name="Id">Of the resource, if there is one now.</param>
/// <param name="Location">Of the resource.</param>
/// <param name="Version">Its entity tag.</param>
/// <param name="IsNew">Of a POST: whether it made the resource, which may then be taken back; not one that it found (rule G10).</param>
/// <param name="Error">Why not.</param>
internal sealed record BulkAnswer(int Status, Guid? Id, string? Location, string? Version, bool IsNew, ScimError? Error)
{
    public static BulkAnswer Failed(ScimError error) => new(error.Refusal.Status, null, null, null, false, error);
}
