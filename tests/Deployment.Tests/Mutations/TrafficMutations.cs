using k8s.Models;
using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Mutations;

/// <summary>Network policies that let too little or too much through.</summary>
internal static class TrafficMutations
{
    public static IEnumerable<Mutation> All =>
    [
        new("Traffic.DefaultDeny", "prod", m => Policy(m, "default-deny").Spec.PolicyTypes.Remove("Egress"), "No policy denies"),
        new("Traffic.Inside", "prod", m => Policy(m, "silos").Spec.Egress.Clear(), "Deployment scim-silo cannot reach Deployment scim-silo at 11111"),
        new("Traffic.Inside", "prod", m => Policy(m, "silos").Spec.Ingress[0].Ports = null, "Deployment scim-silo can reach"),
        new("Traffic.Inside", "split", m => m.Remove(Policy(m, "gateway")), "Deployment scim-api cannot reach Deployment scim-silo at 30000"),
        new("Traffic.Inside", "split", OpenSilosToTheApi, "Deployment scim-api can reach Deployment scim-silo at 11111"),
        new("Traffic.Inside", "dev", m => Policy(m, "postgresql").Spec.Ingress[0].FromProperty[0].PodSelector.MatchExpressions[1].Values.Remove("migration"), "Job scim-migration cannot reach StatefulSet scim-postgresql at 5432"),
        new("Traffic.In", "prod", m => Policy(m, "api").Spec.Ingress[0].FromProperty[0].NamespaceSelector.MatchLabels.Clear(), "default can reach Deployment scim-silo at 8080"),
        new("Traffic.In", "prod", m => Policy(m, "api").Spec.Ingress[0].Ports[0].Port = "management", "ingress-nginx can reach Deployment scim-silo at 9090"),
        new("Traffic.In", "split", m => m.Remove(Policy(m, "monitoring")), "monitoring cannot reach Deployment scim-api at 9090"),
        new("Traffic.Out", "prod", m => m.Remove(Policy(m, "dns")), "Job scim-migration cannot ask for names over UDP"),
        new("Traffic.Out", "prod", m => Policy(m, "dns").Spec.Egress[0].Ports.RemoveAt(1), "Deployment scim-silo cannot ask for names over TCP"),
        new("Traffic.Out", "split", m => Policy(m, "database").Spec.PodSelector.MatchExpressions.RemoveAt(1), "Deployment scim-api can reach a database outside"),
        new("Traffic.Out", "prod", m => Policy(m, "database").Spec.Egress[0].Ports = null, "Deployment scim-silo can reach the web"),
    ];

    private static V1NetworkPolicy Policy(ManifestSet manifests, string name) => manifests.One<V1NetworkPolicy>(name);

    // Both sides have to allow what should not be.
    private static void OpenSilosToTheApi(ManifestSet manifests)
    {
        Policy(manifests, "silos").Spec.Ingress[0].FromProperty.Add(new V1NetworkPolicyPeer { PodSelector = new V1LabelSelector() });
        Policy(manifests, "api-to-gateway").Spec.Egress[0].Ports = null;
    }
}
