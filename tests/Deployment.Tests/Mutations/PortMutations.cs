using k8s.Models;
using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Mutations;

/// <summary>Ports that one side calls differently.</summary>
internal static class PortMutations
{
    public static IEnumerable<Mutation> All =>
    [
        new("Port.Services", "prod", m => Port(m, "scim-silo", "http").Name = "web", "Service scim leads to port http, which Deployment scim-silo does not have"),
        new("Port.Services", "split", m => m.One<V1Service>("scim").Spec.Ports[0].TargetPort = 8081, "Service scim leads to port 8081, which Deployment scim-api does not have"),
        new("Port.Probes", "prod", m => Port(m, "scim-silo", "management").Name = "admin", "Deployment scim-silo is probed at port management, which it does not have"),
        new("Port.Policies", "prod", m => Port(m, "scim-silo", "silo").Name = "orleans", "NetworkPolicy silos opens port silo, which no pod of it has"),
        new("Port.Policies", "split", m => Port(m, "scim-silo", "gateway").Name = "clients", "NetworkPolicy api-to-gateway leads to port gateway, which no pod there has"),
        new("Port.Configuration", "prod", m => Port(m, "scim-silo", "silo").ContainerPort = 11112, "declares silo as 11112, but Cluster__SiloPort is 11111"),
        new("Port.Configuration", "prod", m => m.Settings("scim-silo", "Management__Port")["Management__Port"] = "9091", "declares management as 9090, but Management__Port is 9091"),
        new("Port.Configuration", "split", m => m.Settings("scim-api", "ASPNETCORE_URLS")["ASPNETCORE_URLS"] = "http://+:80", "Deployment scim-api declares http as 8080, but ASPNETCORE_URLS is http://+:80"),
        new("Port.Configuration", "split", m => m.Workload("scim-silo").Container.Ports.Add(new V1ContainerPort { ContainerPort = 8080, Name = "http" }), "Deployment scim-silo declares http as 8080"),
        new("Port.Configuration", "prod", m => m.Workload("scim-silo").Container.Ports.Add(new V1ContainerPort { ContainerPort = 5005, Name = "debug" }), "declares a port debug that no setting opens"),
        new("Port.Scraping", "prod", m => m.Workload("scim-silo").Template.Metadata.Annotations["prometheus.io/port"] = "8080", "should be annotated prometheus.io/port=9090"),
        new("Port.Scraping", "split", m => m.Workload("scim-api").Template.Metadata.Annotations["prometheus.io/path"] = "/metric", "Deployment scim-api should be annotated prometheus.io/path=/metrics"),
        new("Port.Gateways", "split", m => m.One<V1Service>("scim-gateway").Metadata.Name = "scim-gateways", "asks for gateways at scim-gateway, which is no headless Service"),
        new("Port.Gateways", "split", m => m.One<V1Service>("scim-gateway").Spec.ClusterIP = null, "asks for gateways at scim-gateway, which is no headless Service"),
        new("Port.Gateways", "split", m => m.Settings("scim-api", "Cluster__Gateways")["Cluster__Gateways"] = "scim-gateway:11111", "asks for gateways at port 11111, Deployment scim-silo has its own at 30000"),
    ];

    private static V1ContainerPort Port(ManifestSet manifests, string workload, string name) => manifests.Workload(workload).Ports.Single(port => port.Name == name);
}
