using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Checks;

/// <summary>The environment of our processes: a variable that nobody reads is no error to .NET, so it is one here.</summary>
internal static class SettingChecks
{
    private static readonly string[] SecretWords = ["password", "secret", "token", "connectionstring", "apikey"];

    public static IEnumerable<string> Known(ManifestSet manifests) =>
        from workload in manifests.Workloads
        from container in workload.Containers
        where Ourselves.Runs(container)
        from name in manifests.Environment(container).Keys
        where !Ourselves.Reads(Ourselves.Image(container), name)
        select $"{workload} sets {name}, which nothing reads";

    /// <summary>Said once: of two sources the later would win in silence.</summary>
    public static IEnumerable<string> Once(ManifestSet manifests) =>
        from workload in manifests.Workloads
        from container in workload.Containers
        let names = (container.EnvFrom ?? []).SelectMany(source => manifests.All<k8s.Models.V1ConfigMap>().Where(map => map.Metadata.Name == source.ConfigMapRef?.Name).SelectMany(map => map.Data.Keys))
            .Concat((container.Env ?? []).Select(variable => variable.Name))
        from twice in names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1)
        select $"{workload} sets {twice.Key} more than once";

    /// <summary>Nodes of several say which address and name is theirs, from their pod; all say the same cluster.</summary>
    public static IEnumerable<string> Identity(ManifestSet manifests)
    {
        var ours = manifests.Workloads.Where(one => one.IsService && Ourselves.Runs(one.Container)).Select(one => (Workload: one, Settings: manifests.Environment(one.Container))).ToList();
        foreach (var (workload, settings) in ours.Where(one => one.Settings.ContainsKey("Mode")))
        {
            if (settings.GetValueOrDefault("Cluster__Address") != "status.podIP")
            {
                yield return $"{workload} does not advertise its pod's address";
            }

            if (settings.GetValueOrDefault("Cluster__Name") != "metadata.name")
            {
                yield return $"{workload} is not called as its pod";
            }
        }

        foreach (var (workload, settings) in ours.Where(one => one.Settings.GetValueOrDefault("Cluster__Id") != ours[0].Settings.GetValueOrDefault("Cluster__Id")))
        {
            yield return $"{workload} belongs to cluster {settings.GetValueOrDefault("Cluster__Id")}, others do not";
        }
    }

    /// <summary>No secret is written down: none as an object, none as a value.</summary>
    public static IEnumerable<string> Secrets(ManifestSet manifests) =>
        manifests.All<k8s.Models.V1Secret>().Select(secret => $"Secret {secret.Metadata.Name} is written down")
            .Concat(from workload in manifests.Workloads
                    from container in workload.Containers
                    from variable in (container.Env ?? []).Where(one => one.Value is not null).Select(one => one.Name).Concat(
                        manifests.All<k8s.Models.V1ConfigMap>().Where(map => (container.EnvFrom ?? []).Any(source => source.ConfigMapRef?.Name == map.Metadata.Name)).SelectMany(map => map.Data.Keys))
                    where !variable.EndsWith("FILE", StringComparison.OrdinalIgnoreCase)
                        && SecretWords.Any(word => variable.Replace("_", "", StringComparison.Ordinal).Contains(word, StringComparison.OrdinalIgnoreCase))
                    select $"{workload} has {variable} written down");
}
