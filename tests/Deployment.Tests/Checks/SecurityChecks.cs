using k8s.Models;
using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Checks;

/// <summary>The restricted Pod Security Standard and more, for every pod there is.</summary>
internal static class SecurityChecks
{
    public static IEnumerable<string> Pods(ManifestSet manifests) =>
        from workload in manifests.Workloads
        let pod = workload.Pod
        from finding in new (bool Holds, string What)[]
        {
            (pod.AutomountServiceAccountToken == false, "gets a token of the Kubernetes API"),
            (pod.EnableServiceLinks == false, "gets the addresses of every Service as variables"),
            (pod.SecurityContext is { RunAsNonRoot: true, RunAsUser: > 0, RunAsGroup: > 0 }, "may run as root"),
            (pod.SecurityContext?.SeccompProfile is { Type: "RuntimeDefault" }, "may make any system call"),
            (pod.HostNetwork is not true && pod.HostPID is not true && pod.HostIPC is not true, "shares what is the machine's"),
            ((pod.Volumes ?? []).All(volume => volume.HostPath is null), "mounts a directory of the machine"),
        }
        where !finding.Holds
        select $"{workload} {finding.What}";

    public static IEnumerable<string> Containers(ManifestSet manifests) =>
        from workload in manifests.Workloads
        from container in workload.Containers
        let context = container.SecurityContext ?? new V1SecurityContext()
        from finding in new (bool Holds, string What)[]
        {
            (context.AllowPrivilegeEscalation == false, "may gain privileges"),
            (context.Privileged is not true, "is privileged"),
            (context.ReadOnlyRootFilesystem == true, "can write to its image's files"),
            (context.Capabilities is { Drop: ["ALL"], Add: null or { Count: 0 } }, "keeps capabilities"),
            (context.RunAsUser is not 0, "runs as root"),
            ((container.Ports ?? []).All(port => port.HostPort is null), "takes a port of the machine"),
        }
        where !finding.Holds
        select $"{workload}: {container.Name} {finding.What}";

    /// <summary>The namespace refuses what does not meet the standard.</summary>
    public static IEnumerable<string> Namespaces(ManifestSet manifests) =>
        manifests.All<V1Namespace>().Where(space => space.Metadata.Labels?.TryGetValue("pod-security.kubernetes.io/enforce", out var level) is not true || level != "restricted")
            .Select(space => $"Namespace {space.Metadata.Name} does not enforce the restricted standard");
}
