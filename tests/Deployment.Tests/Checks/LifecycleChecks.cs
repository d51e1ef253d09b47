using k8s.Models;
using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Checks;

/// <summary>How pods come, live and go.</summary>
internal static class LifecycleChecks
{
    /// <summary>Requests for all, a limit for memory, none for the CPU.</summary>
    public static IEnumerable<string> Resources(ManifestSet manifests)
    {
        foreach (var workload in manifests.Workloads)
        {
            foreach (var container in workload.Containers)
            {
                var requests = container.Resources?.Requests ?? new Dictionary<string, ResourceQuantity>();
                var limits = container.Resources?.Limits ?? new Dictionary<string, ResourceQuantity>();
                foreach (var missing in new[] { "cpu", "memory" }.Where(name => !requests.ContainsKey(name)))
                {
                    yield return $"{workload}: {container.Name} requests no {missing}";
                }

                if (!limits.TryGetValue("memory", out var limit))
                {
                    yield return $"{workload}: {container.Name} has no limit of memory";
                }
                else if (requests.TryGetValue("memory", out var request) && request.ToDecimal() > limit.ToDecimal())
                {
                    yield return $"{workload}: {container.Name} requests more memory than it may have";
                }

                if (limits.ContainsKey("cpu"))
                {
                    yield return $"{workload}: {container.Name} has a limit of CPU";
                }
            }
        }
    }

    /// <summary>The kubelet waits for longer than a stop may take.</summary>
    public static IEnumerable<string> Grace(ManifestSet manifests)
    {
        foreach (var workload in manifests.Workloads.Where(one => one.IsService && Ourselves.Runs(one.Container)))
        {
            var settings = manifests.Environment(workload.Container);
            var stop = Seconds(settings["Drain__Delay"]) + Seconds(settings["Drain__Timeout"]);
            if ((workload.Pod.TerminationGracePeriodSeconds ?? 30) <= stop)
            {
                yield return $"{workload} is killed after {workload.Pod.TerminationGracePeriodSeconds ?? 30} s, but may need {stop} s to stop";
            }
        }
    }

    /// <summary>Three probes, each at the path that answers its question.</summary>
    public static IEnumerable<string> Probes(ManifestSet manifests)
    {
        foreach (var workload in manifests.Workloads.Where(one => one.IsService))
        {
            var probes = new[] { ("startup", workload.Container.StartupProbe), ("live", workload.Container.LivenessProbe), ("ready", workload.Container.ReadinessProbe) };
            foreach (var (question, probe) in probes)
            {
                if (probe is null)
                {
                    yield return $"{workload} is not asked whether it is {question}";
                }
                else if (Ourselves.Runs(workload.Container) && (probe.HttpGet?.Path != $"/health/{question}" || probe.HttpGet.Port.Value != "management"))
                {
                    yield return $"{workload} is asked whether it is {question} at {probe.HttpGet?.Port.Value}{probe.HttpGet?.Path}";
                }
            }
        }
    }

    /// <summary>A new pod is ready before an old one goes.</summary>
    public static IEnumerable<string> Rollout(ManifestSet manifests) =>
        from deployment in manifests.All<V1Deployment>()
        where deployment.Spec.Strategy is not { Type: "RollingUpdate", RollingUpdate: { MaxUnavailable.Value: "0", MaxSurge: { Value: not "0" } } }
        select $"Deployment {deployment.Metadata.Name} stops pods before others are ready";

    /// <summary>A tag that stays what it is, the same for all images of ours; each is one that the Dockerfile builds, run as the user that it is built for.</summary>
    public static IEnumerable<string> Images(ManifestSet manifests)
    {
        var containers = manifests.Workloads.SelectMany(workload => workload.Containers.Select(container => (Workload: workload, Container: container))).ToList();
        foreach (var (workload, container) in containers)
        {
            var tag = Tag(container);
            if (tag is null or "latest")
            {
                yield return $"{workload}: image {container.Image} can change behind its name";
            }

            if (Ourselves.Image(container).StartsWith("scim", StringComparison.Ordinal) && !Ourselves.Runs(container))
            {
                yield return $"{workload}: nothing builds image {container.Image}";
            }
        }

        var ours = containers.Where(one => Ourselves.Runs(one.Container)).ToList();
        if (ours.Select(one => Tag(one.Container)).Distinct().Count() > 1)
        {
            yield return $"images of several releases: {string.Join(", ", ours.Select(one => one.Container.Image).Distinct())}";
        }
    }

    private static string? Tag(V1Container container) => container.Image.Split('/')[^1].Split(':', '@') is { Length: > 1 } parts ? parts[1] : null;

    private static double Seconds(string text) => double.Parse(text.TrimEnd('s'));
}
