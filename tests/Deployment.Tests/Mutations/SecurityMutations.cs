using k8s.Models;

namespace Scim.Deployment.Tests.Mutations;

/// <summary>Pods that may do more than they need.</summary>
internal static class SecurityMutations
{
    public static IEnumerable<Mutation> All =>
    [
        Pod("scim-silo", pod => pod.AutomountServiceAccountToken = null, "gets a token of the Kubernetes API"),
        Pod("scim-silo", pod => pod.EnableServiceLinks = null, "gets the addresses of every Service"),
        Pod("scim-migration", pod => pod.SecurityContext.RunAsNonRoot = null, "may run as root"),
        Pod("scim-silo", pod => pod.SecurityContext.RunAsUser = 0, "may run as root"),
        Pod("scim-silo", pod => pod.SecurityContext.SeccompProfile.Type = "Unconfined", "may make any system call"),
        Pod("scim-silo", pod => pod.HostNetwork = true, "shares what is the machine's"),
        Pod("scim-silo", pod => pod.Volumes.Add(new V1Volume { Name = "host", HostPath = new V1HostPathVolumeSource { Path = "/" } }), "mounts a directory of the machine"),
        Container("scim-silo", context => context.AllowPrivilegeEscalation = null, "may gain privileges"),
        Container("scim-silo", context => context.Privileged = true, "is privileged"),
        Container("scim-migration", context => context.ReadOnlyRootFilesystem = null, "can write to its image's files"),
        Container("scim-silo", context => context.Capabilities.Drop[0] = "NET_RAW", "keeps capabilities"),
        Container("scim-silo", context => context.Capabilities.Add = ["NET_BIND_SERVICE"], "keeps capabilities"),
        Container("scim-silo", context => context.RunAsUser = 0, "runs as root"),
        new("Security.Containers", "prod", m => m.Workload("scim-silo").Container.Ports[0].HostPort = 8080, "takes a port of the machine"),
        new("Security.Pods", "split", m => m.Workload("scim-api").Pod.SecurityContext = null, "Deployment scim-api may run as root"),
        new("Security.Containers", "dev", m => m.Workload("scim-postgresql").Container.SecurityContext = null, "postgresql keeps capabilities"),
        new("Security.Namespaces", "prod", m => m.One<V1Namespace>("scim").Metadata.Labels["pod-security.kubernetes.io/enforce"] = "baseline", "Namespace scim does not enforce"),
    ];

    private static Mutation Pod(string workload, Action<V1PodSpec> mistake, string finding) => new("Security.Pods", "prod", m => mistake(m.Workload(workload).Pod), $"{workload} {finding}");

    private static Mutation Container(string workload, Action<V1SecurityContext> mistake, string finding) =>
        new("Security.Containers", "prod", m => mistake(m.Workload(workload).Container.SecurityContext), $"{workload}: {workload["scim-".Length..]} {finding}");
}
