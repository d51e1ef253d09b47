namespace Scim.Service.Tests.Worlds;

/// <summary>A token as its creator sees it, the secret for the only time.</summary>
internal sealed record IssuedTestToken(string Id, string Secret);
