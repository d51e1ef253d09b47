using k8s.Models;

namespace Scim.Deployment.Tests.Manifests;

/// <summary>What the network policies of one namespace let through, as Kubernetes reads them: a pod that no policy names is open, one that is named gets only what some policy allows.</summary>
internal sealed class Traffic(ManifestSet manifests)
{
    /// <summary>Whether a pod here may open a connection to another one here: both sides have to allow it.</summary>
    public bool Between(Workload from, Workload to, int port, string protocol = "TCP") =>
        Leaves(from, port, protocol, peer => peer.NamespaceSelector is null && peer.IpBlock is null && Selection.Takes(peer.PodSelector, to.Labels), to)
        && Enters(to, port, protocol, peer => peer.NamespaceSelector is null && peer.IpBlock is null && Selection.Takes(peer.PodSelector, from.Labels));

    /// <summary>Whether pods of another namespace may come in.</summary>
    public bool From(string space, Workload to, int port) => Enters(to, port, "TCP", peer => Names(peer, space));

    /// <summary>Whether a pod here may go to another namespace.</summary>
    public bool To(Workload from, string space, int port, string protocol = "TCP") => Leaves(from, port, protocol, peer => Names(peer, space), null);

    /// <summary>Whether a pod here may go to an address outside of the cluster.</summary>
    public bool Out(Workload from, int port) => Leaves(from, port, "TCP", peer => peer.IpBlock is not null, null);

    private static bool Names(V1NetworkPolicyPeer peer, string space) =>
        peer.NamespaceSelector is { } selector && Selection.Takes(selector, new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = space });

    private bool Enters(Workload to, int port, string protocol, Func<V1NetworkPolicyPeer, bool> isPeer)
    {
        var policies = Policies(to, "Ingress");
        return policies.Count == 0 || policies.SelectMany(policy => policy.Spec.Ingress ?? [])
            .Any(rule => Covers(rule.Ports, port, protocol, to) && (rule.FromProperty is not { Count: > 0 } peers || peers.Any(isPeer)));
    }

    private bool Leaves(Workload from, int port, string protocol, Func<V1NetworkPolicyPeer, bool> isPeer, Workload? to)
    {
        var policies = Policies(from, "Egress");
        return policies.Count == 0 || policies.SelectMany(policy => policy.Spec.Egress ?? [])
            .Any(rule => Covers(rule.Ports, port, protocol, to) && (rule.To is not { Count: > 0 } peers || peers.Any(isPeer)));
    }

    // A named port is the one that the receiving pod calls so.
    private static bool Covers(IList<V1NetworkPolicyPort>? ports, int port, string protocol, Workload? receiver) => ports is not { Count: > 0 }
        || ports.Any(one => (one.Protocol ?? "TCP") == protocol
            && (one.Port is not { } named || (int.TryParse(named.Value, out var number) ? number == port : receiver?.Port(named) == port)));

    private IReadOnlyList<V1NetworkPolicy> Policies(Workload of, string direction) =>
        [.. manifests.All<V1NetworkPolicy>().Where(policy => Selection.Takes(policy.Spec.PodSelector, of.Labels) && policy.Spec.PolicyTypes.Contains(direction))];
}
