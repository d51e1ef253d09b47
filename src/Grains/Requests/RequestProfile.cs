using Scim.Grains.Interfaces.Results;
using Scim.Protocol.Deviations;

namespace Scim.Grains.Requests;

/// <summary>What the token of a request is forgiven.</summary>
internal static class RequestProfile
{
    public static IdpProfile Profile(this WriteRequest request) => IdpProfile.Of(request.RefusedDeviations);

    public static IdpProfile Profile(this ListRequest request) => IdpProfile.Of(request.RefusedDeviations);
}
