using k8s.Models;
using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Mutations;

internal static class SettingsOfWorkloads
{
    /// <summary>The data of the config map from which a workload has a setting.</summary>
    public static IDictionary<string, string> Settings(this ManifestSet manifests, string workload, string setting) => manifests.All<V1ConfigMap>()
        .Single(map => map.Data.ContainsKey(setting) && manifests.Workload(workload).Container.EnvFrom.Any(source => source.ConfigMapRef.Name == map.Metadata.Name)).Data;
}
