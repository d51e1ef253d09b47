using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Mutations;

/// <summary>A mistake that somebody could make in a manifest, and the check that has to see it.</summary>
/// <param name="Check">The check, by its name in <see cref="Checks.All"/>.</param>
/// <param name="Overlay">Where the mistake is made.</param>
/// <param name="Mistake">Makes it.</param>
/// <param name="Finding">What the check has to say, among other things.</param>
internal sealed record Mutation(string Check, string Overlay, Action<ManifestSet> Mistake, string Finding);
