using k8s.Models;

namespace Scim.Deployment.Tests.Mutations;

/// <summary>Labels and selectors that no longer meet.</summary>
internal static class SelectorMutations
{
    private const string Component = "app.kubernetes.io/component";

    public static IEnumerable<Mutation> All =>
    [
        new("Selector.Workloads", "prod", m => m.Workload("scim-silo").Labels[Component] = "node", "Deployment scim-silo does not select its own pods"),
        new("Selector.Workloads", "split", m => m.Workload("scim-silo").Selector!.MatchLabels.Remove(Component), "Deployment scim-silo also selects the pods of Deployment scim-api"),
        new("Selector.Services", "prod", m => m.Workload("scim-silo").Labels.Remove("scim/serves"), "Service scim selects no pods"),
        new("Selector.Services", "dev", m => m.One<V1Service>("scim-postgresql").Spec.Selector["app.kubernetes.io/name"] = "postgresql", "Service scim-postgresql selects no pods"),
        new("Selector.Budgets", "prod", m => m.One<V1PodDisruptionBudget>("scim-silo").Spec.Selector.MatchLabels[Component] = "silos", "Deployment scim-silo has 0 disruption budgets"),
        new("Selector.Budgets", "split", m => m.One<V1PodDisruptionBudget>("scim-api").Spec.Selector.MatchLabels.Remove(Component), "PodDisruptionBudget scim-api selects the pods of 3 workloads"),
        new("Selector.Budgets", "prod", m => m.One<V1PodDisruptionBudget>("scim-silo").Spec.MaxUnavailable = 0, "does not let one pod at a time go"),
        new("Selector.Spread", "prod", m => m.Workload("scim-silo").Pod.TopologySpreadConstraints[1].LabelSelector.MatchLabels[Component] = "api", "spreads by kubernetes.io/hostname pods that are not its own"),
        new("Selector.Spread", "split", m => m.Workload("scim-api").Pod.TopologySpreadConstraints.RemoveAt(0), "Deployment scim-api does not spread by topology.kubernetes.io/zone"),
        new("Selector.Policies", "prod", m => m.One<V1NetworkPolicy>("api").Spec.PodSelector.MatchLabels["scim/serves"] = "scim", "NetworkPolicy api selects no pods"),
        new("Selector.Policies", "dev", m => m.One<V1NetworkPolicy>("database").Spec.Egress[0].To[0].PodSelector.MatchLabels["app.kubernetes.io/name"] = "postgres", "NetworkPolicy database names a peer that is no pod"),
    ];
}
