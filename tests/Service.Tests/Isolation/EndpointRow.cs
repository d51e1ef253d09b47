namespace Scim.Service.Tests.Isolation;

/// <summary>How to use an endpoint so that it would have an effect, or tell something, if it let the caller in.</summary>
/// <param name="Id">The value of <c>{id}</c> or <c>{urn}</c> in its URL; null when it has none.</param>
/// <param name="Body">A valid request body; null when it takes none.</param>
internal sealed record EndpointRow(Func<IsolationTarget, string>? Id = null, Func<IsolationTarget, string>? Body = null);
