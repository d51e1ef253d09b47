using k8s.Models;
using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Checks;

/// <summary>One number or name for one port, from the configuration of the process to the Service in front of it.</summary>
internal static class PortChecks
{
    // Which setting decides which port, by the port's name.
    private static readonly (string Port, string Setting)[] Ours =
        [("http", "ASPNETCORE_URLS"), ("management", "Management__Port"), ("silo", "Cluster__SiloPort"), ("gateway", "Cluster__GatewayPort")];

    public static IEnumerable<string> Services(ManifestSet manifests) =>
        from service in manifests.All<V1Service>()
        from port in service.Spec.Ports
        from workload in manifests.Selected(service.Spec.Selector)
        where workload.Port(port.TargetPort) is null
        select $"Service {service.Metadata.Name} leads to port {port.TargetPort.Value}, which {workload} does not have";

    public static IEnumerable<string> Probes(ManifestSet manifests) =>
        from workload in manifests.Workloads
        from container in workload.Containers
        from probe in new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe }
        where probe?.HttpGet is not null && workload.Port(probe.HttpGet.Port) is null
        select $"{workload} is probed at port {probe.HttpGet.Port.Value}, which it does not have";

    public static IEnumerable<string> Policies(ManifestSet manifests)
    {
        foreach (var policy in manifests.All<V1NetworkPolicy>())
        {
            var own = manifests.Selected(policy.Spec.PodSelector);
            foreach (var port in (policy.Spec.Ingress ?? []).SelectMany(rule => rule.Ports ?? []).Where(port => port.Port is not null && !own.Any(one => one.Port(port.Port) is not null)))
            {
                yield return $"NetworkPolicy {policy.Metadata.Name} opens port {port.Port.Value}, which no pod of it has";
            }

            foreach (var rule in (policy.Spec.Egress ?? []).Where(rule => rule.To is { Count: > 0 } peers && peers.All(peer => peer.NamespaceSelector is null && peer.PodSelector is not null)))
            {
                var peers = rule.To.SelectMany(peer => manifests.Selected(peer.PodSelector)).ToList();
                foreach (var port in (rule.Ports ?? []).Where(port => !peers.Any(peer => peer.Port(port.Port) is not null)))
                {
                    yield return $"NetworkPolicy {policy.Metadata.Name} leads to port {port.Port.Value}, which no pod there has";
                }
            }
        }
    }

    /// <summary>Each port of ours is where the configuration puts it, and each that the configuration opens is declared.</summary>
    public static IEnumerable<string> Configuration(ManifestSet manifests)
    {
        foreach (var (workload, settings) in OurServices(manifests))
        {
            foreach (var (name, setting) in Ours)
            {
                var declared = workload.Ports.SingleOrDefault(port => port.Name == name)?.ContainerPort;
                int? configured = settings.TryGetValue(setting, out var value) ? LastNumber(value) : null;
                var isHidden = name == "http" && !workload.Labels.ContainsKey("scim/serves");
                if (declared != (isHidden ? null : configured))
                {
                    yield return $"{workload} declares {name} as {declared?.ToString() ?? "nothing"}, but {setting} is {value ?? "not set"}{(isHidden ? " and it serves nobody" : "")}";
                }
            }

            foreach (var port in workload.Ports.Where(port => Ours.All(one => one.Port != port.Name)))
            {
                yield return $"{workload} declares a port {port.Name} that no setting opens";
            }
        }
    }

    /// <summary>Prometheus is told the management port and the path that is served there.</summary>
    public static IEnumerable<string> Scraping(ManifestSet manifests)
    {
        foreach (var (workload, settings) in OurServices(manifests))
        {
            var told = workload.Template.Metadata.Annotations ?? new Dictionary<string, string>();
            var expected = new Dictionary<string, string?>
            {
                ["prometheus.io/scrape"] = "true",
                ["prometheus.io/path"] = "/metrics",
                ["prometheus.io/port"] = settings.GetValueOrDefault("Management__Port"),
            };
            foreach (var (name, value) in expected.Where(one => !told.TryGetValue(one.Key, out var text) || text != one.Value))
            {
                yield return $"{workload} should be annotated {name}={value}";
            }
        }
    }

    /// <summary>Each gateway that an API process is told is a headless Service of silos, with the port that leads to their gateway.</summary>
    public static IEnumerable<string> Gateways(ManifestSet manifests)
    {
        foreach (var (workload, settings) in OurServices(manifests).Where(one => one.Settings.ContainsKey("Cluster__Gateways")))
        {
            foreach (var gateway in settings["Cluster__Gateways"].Split(',', StringSplitOptions.TrimEntries))
            {
                var (host, port) = (gateway.Split(':')[0], LastNumber(gateway));
                var service = manifests.All<V1Service>().SingleOrDefault(one => one.Metadata.Name == host && one.Spec.ClusterIP == "None");
                if (service is null)
                {
                    yield return $"{workload} asks for gateways at {host}, which is no headless Service";
                    continue;
                }

                // A headless Service moves no ports: what is asked for is what the pod listens on.
                foreach (var silo in manifests.Selected(service.Spec.Selector).Where(one => one.Port("gateway") != port))
                {
                    yield return $"{workload} asks for gateways at port {port}, {silo} has its own at {silo.Port("gateway")}";
                }

                if (service.Spec.Ports.All(one => one.Port != port))
                {
                    yield return $"Service {host} has no port {port}";
                }
            }
        }
    }

    private static IEnumerable<(Workload Workload, IReadOnlyDictionary<string, string> Settings)> OurServices(ManifestSet manifests) =>
        manifests.Workloads.Where(one => one.IsService && Ourselves.Runs(one.Container)).Select(one => (one, manifests.Environment(one.Container)));

    private static int LastNumber(string text) => int.Parse(text[(text.LastIndexOf(':') + 1)..]);
}
