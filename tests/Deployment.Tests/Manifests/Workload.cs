using k8s.Models;

namespace Scim.Deployment.Tests.Manifests;

/// <summary>Something that makes pods.</summary>
/// <param name="Kind">Deployment, Job, …</param>
/// <param name="Name">Its own name.</param>
/// <param name="Template">The pods it makes.</param>
/// <param name="Selector">The pods it takes for its own; null: Kubernetes makes one up.</param>
internal sealed record Workload(string Kind, string Name, V1PodTemplateSpec Template, V1LabelSelector? Selector)
{
    public V1PodSpec Pod => Template.Spec;

    public IDictionary<string, string> Labels => Template.Metadata.Labels ?? new Dictionary<string, string>();

    public IEnumerable<V1Container> Containers => Pod.Containers.Concat(Pod.InitContainers ?? []);

    public V1Container Container => Pod.Containers.Single();

    public IEnumerable<V1ContainerPort> Ports => Containers.SelectMany(container => container.Ports ?? []);

    /// <summary>Whether it runs for as long as nobody ends it.</summary>
    public bool IsService => Kind is not ("Job" or "CronJob");

    /// <summary>The number of the port that a Service, a probe or a policy means; null when there is none.</summary>
    public int? Port(IntOrString port) =>
        int.TryParse(port.Value, out var number) ? Ports.FirstOrDefault(one => one.ContainerPort == number)?.ContainerPort : Ports.FirstOrDefault(one => one.Name == port.Value)?.ContainerPort;

    public override string ToString() => $"{Kind} {Name}";
}
