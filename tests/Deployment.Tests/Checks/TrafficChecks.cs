using k8s.Models;
using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Checks;

/// <summary>The network policies taken together: what the service needs gets through, and nothing else does.</summary>
internal static class TrafficChecks
{
    private const string Ingress = "ingress-nginx";
    private const string Monitoring = "monitoring";
    private const int Database = 5432;
    private const int Dns = 53;

    private static readonly int[] OurPorts = [8080, 9090, 11111, 30000, Database];

    public static IEnumerable<string> DefaultDeny(ManifestSet manifests) => manifests.All<V1NetworkPolicy>()
        .Any(policy => policy.Spec is { PodSelector: { MatchLabels: null or { Count: 0 }, MatchExpressions: null or { Count: 0 } }, PolicyTypes: ["Ingress", "Egress"], Ingress: null or { Count: 0 }, Egress: null or { Count: 0 } })
        ? []
        : ["No policy denies what no other one allows"];

    /// <summary>Between pods: silo to silo, API to gateway, whoever needs the database to the database; each on its one port.</summary>
    public static IEnumerable<string> Inside(ManifestSet manifests)
    {
        var traffic = new Traffic(manifests);
        return from pair in Pairs(manifests)
               from port in OurPorts
               let isNeeded = IsNeeded(manifests, pair.From, pair.To, port)
               where traffic.Between(pair.From, pair.To, port) != isNeeded
               select $"{pair.From} {(isNeeded ? "cannot" : "can")} reach {pair.To} at {port}";
    }

    /// <summary>From outside: requests to whoever serves them, the monitoring to the metrics.</summary>
    public static IEnumerable<string> In(ManifestSet manifests)
    {
        var traffic = new Traffic(manifests);
        return from workload in manifests.Workloads
               from port in OurPorts
               from space in new[] { Ingress, Monitoring, "default" }
               let isNeeded = (space, port) switch
               {
                   (Ingress, 8080) => workload.Labels.ContainsKey("scim/serves"),
                   (Monitoring, 9090) => workload.IsService && Ourselves.Runs(workload.Container),
                   _ => false,
               }
               where traffic.From(space, workload, port) != isNeeded
               select $"{space} {(isNeeded ? "cannot" : "can")} reach {workload} at {port}";
    }

    /// <summary>To outside: names for all of ours; the database for those that have its connection string, unless it is inside; telemetry to the collector.</summary>
    public static IEnumerable<string> Out(ManifestSet manifests)
    {
        var traffic = new Traffic(manifests);
        var hasOwnDatabase = manifests.Workloads.Any(IsDatabase);
        foreach (var workload in manifests.Workloads)
        {
            var isOurs = Ourselves.Runs(workload.Container);
            foreach (var (what, holds, expected) in new[]
            {
                ("ask for names over UDP", traffic.To(workload, "kube-system", Dns, "UDP"), isOurs),
                ("ask for names over TCP", traffic.To(workload, "kube-system", Dns), isOurs),
                ("send telemetry", traffic.To(workload, Monitoring, 4317), isOurs),
                ("reach a database outside", traffic.Out(workload, Database), UsesDatabase(manifests, workload) && !hasOwnDatabase),
                ("reach the web", traffic.Out(workload, 443), false),
            })
            {
                if (holds != expected)
                {
                    yield return $"{workload} {(expected ? "cannot" : "can")} {what}";
                }
            }
        }
    }

    private static IEnumerable<(Workload From, Workload To)> Pairs(ManifestSet manifests) => manifests.Workloads.SelectMany(from => manifests.Workloads.Select(to => (from, to)));

    private static bool IsNeeded(ManifestSet manifests, Workload from, Workload to, int port)
    {
        var (source, target) = (manifests.Environment(from.Container), manifests.Environment(to.Container));
        return port switch
        {
            11111 => from == to && source.ContainsKey("Cluster__SiloPort") && from.IsService,
            30000 => source.ContainsKey("Cluster__Gateways") && target.ContainsKey("Cluster__GatewayPort") && to.IsService,
            Database => UsesDatabase(manifests, from) && IsDatabase(to),
            _ => false,
        };
    }

    private static bool UsesDatabase(ManifestSet manifests, Workload workload) => manifests.Environment(workload.Container).ContainsKey("PostgreSql__ConnectionString");

    private static bool IsDatabase(Workload workload) => workload.Ports.Any(port => port.ContainerPort == Database);
}
