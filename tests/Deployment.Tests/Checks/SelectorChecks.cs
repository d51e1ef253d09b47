using k8s.Models;
using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Checks;

/// <summary>Whoever selects by labels finds what is meant: a typo there is no error to Kubernetes, it only selects nothing.</summary>
internal static class SelectorChecks
{
    public static IEnumerable<string> Workloads(ManifestSet manifests)
    {
        foreach (var workload in manifests.Workloads.Where(one => one.Selector is not null))
        {
            if (!Selection.Takes(workload.Selector!, workload.Labels))
            {
                yield return $"{workload} does not select its own pods";
            }

            foreach (var other in manifests.Selected(workload.Selector!).Where(one => one != workload && one.Name != workload.Name))
            {
                yield return $"{workload} also selects the pods of {other}";
            }
        }
    }

    public static IEnumerable<string> Services(ManifestSet manifests) =>
        manifests.All<V1Service>().Where(service => manifests.Selected(service.Spec.Selector).Count == 0).Select(service => $"Service {service.Metadata.Name} selects no pods");

    /// <summary>Every deployment is protected, by one budget that still lets machines be drained.</summary>
    public static IEnumerable<string> Budgets(ManifestSet manifests)
    {
        var budgets = manifests.All<V1PodDisruptionBudget>().ToList();
        foreach (var budget in budgets.Where(budget => manifests.Selected(budget.Spec.Selector).Count != 1))
        {
            yield return $"PodDisruptionBudget {budget.Metadata.Name} selects the pods of {manifests.Selected(budget.Spec.Selector).Count} workloads";
        }

        foreach (var budget in budgets.Where(budget => budget.Spec.MaxUnavailable is not { Value: "1" }))
        {
            yield return $"PodDisruptionBudget {budget.Metadata.Name} does not let one pod at a time go";
        }

        foreach (var workload in manifests.Workloads.Where(one => one.Kind == "Deployment"))
        {
            var count = budgets.Count(budget => Selection.Takes(budget.Spec.Selector, workload.Labels));
            if (count != 1)
            {
                yield return $"{workload} has {count} disruption budgets";
            }
        }
    }

    public static IEnumerable<string> Spread(ManifestSet manifests)
    {
        foreach (var workload in manifests.Workloads.Where(one => one.Kind == "Deployment"))
        {
            var constraints = workload.Pod.TopologySpreadConstraints ?? [];
            foreach (var constraint in constraints.Where(one => !Selection.Takes(one.LabelSelector, workload.Labels)))
            {
                yield return $"{workload} spreads by {constraint.TopologyKey} pods that are not its own";
            }

            foreach (var key in new[] { "topology.kubernetes.io/zone", "kubernetes.io/hostname" }.Except(constraints.Select(one => one.TopologyKey)))
            {
                yield return $"{workload} does not spread by {key}";
            }
        }
    }

    public static IEnumerable<string> Policies(ManifestSet manifests)
    {
        foreach (var policy in manifests.All<V1NetworkPolicy>())
        {
            if (manifests.Selected(policy.Spec.PodSelector).Count == 0)
            {
                yield return $"NetworkPolicy {policy.Metadata.Name} selects no pods";
            }

            var peers = (policy.Spec.Ingress ?? []).SelectMany(rule => rule.FromProperty ?? []).Concat((policy.Spec.Egress ?? []).SelectMany(rule => rule.To ?? []));
            foreach (var peer in peers.Where(one => one.PodSelector is not null && one.NamespaceSelector is null && manifests.Selected(one.PodSelector).Count == 0))
            {
                yield return $"NetworkPolicy {policy.Metadata.Name} names a peer that is no pod: {Shown(peer.PodSelector)}";
            }
        }
    }

    private static string Shown(V1LabelSelector selector) =>
        string.Join(", ", (selector.MatchLabels ?? new Dictionary<string, string>()).Select(one => $"{one.Key}={one.Value}")
            .Concat((selector.MatchExpressions ?? []).Select(one => $"{one.Key} {one.OperatorProperty} {string.Join('|', one.Values ?? [])}")));
}
