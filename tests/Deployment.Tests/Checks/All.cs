using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Checks;

/// <summary>Every check by its name. A check says what is wrong; where nothing is, it says nothing.</summary>
internal static class All
{
    public static IReadOnlyDictionary<string, Func<ManifestSet, IEnumerable<string>>> Checks { get; } =
        new[]
        {
            typeof(SelectorChecks), typeof(PortChecks), typeof(ReferenceChecks), typeof(SettingChecks), typeof(SecurityChecks), typeof(LifecycleChecks), typeof(TrafficChecks),
        }
            .SelectMany(type => type.GetMethods().Where(method => method.IsStatic && method.ReturnType == typeof(IEnumerable<string>)))
            .ToDictionary(method => $"{method.DeclaringType!.Name.Replace("Checks", "", StringComparison.Ordinal)}.{method.Name}", method => method.CreateDelegate<Func<ManifestSet, IEnumerable<string>>>());
}
