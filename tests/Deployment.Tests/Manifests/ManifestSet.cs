using k8s;
using k8s.Models;

namespace Scim.Deployment.Tests.Manifests;

/// <summary>What one overlay applies.</summary>
internal sealed class ManifestSet(List<object> objects)
{
    public IReadOnlyList<object> Objects => objects;

    /// <summary>Everything that makes pods.</summary>
    public IReadOnlyList<Workload> Workloads =>
    [
        .. All<V1Deployment>().Select(one => new Workload(one.Kind, one.Metadata.Name, one.Spec.Template, one.Spec.Selector)),
        .. All<V1StatefulSet>().Select(one => new Workload(one.Kind, one.Metadata.Name, one.Spec.Template, one.Spec.Selector)),
        .. All<V1DaemonSet>().Select(one => new Workload(one.Kind, one.Metadata.Name, one.Spec.Template, one.Spec.Selector)),
        .. All<V1Job>().Select(one => new Workload(one.Kind, one.Metadata.Name, one.Spec.Template, one.Spec.Selector)),
        .. All<V1CronJob>().Select(one => new Workload(one.Kind, one.Metadata.Name, one.Spec.JobTemplate.Spec.Template, one.Spec.JobTemplate.Spec.Selector)),
        .. All<V1Pod>().Select(one => new Workload(one.Kind, one.Metadata.Name, new V1PodTemplateSpec { Metadata = one.Metadata, Spec = one.Spec }, null)),
    ];

    public IEnumerable<T> All<T>() => objects.OfType<T>();

    public T One<T>(string name)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        All<T>().SingleOrDefault(one => one.Metadata.Name == name) ?? throw new InvalidOperationException($"There is no {typeof(T).Name} '{name}'.");

    public void Add(object added) => objects.Add(added);

    public void Remove(object removed) => objects.Remove(removed).ShouldBeTrue();

    public Workload Workload(string name) => Workloads.Single(one => one.Name == name);

    /// <summary>The workloads whose pods a selector takes.</summary>
    public IReadOnlyList<Workload> Selected(V1LabelSelector selector) => [.. Workloads.Where(one => Selection.Takes(selector, one.Labels))];

    public IReadOnlyList<Workload> Selected(IDictionary<string, string> selector) => Selected(new V1LabelSelector { MatchLabels = selector });

    /// <summary>What a container's configuration says, whoever says it: config maps, then its own variables; a value from elsewhere is shown as where it comes from.</summary>
    public IReadOnlyDictionary<string, string> Environment(V1Container container)
    {
        var environment = new Dictionary<string, string>();
        foreach (var source in container.EnvFrom ?? [])
        {
            var map = All<V1ConfigMap>().SingleOrDefault(one => one.Metadata.Name == source.ConfigMapRef?.Name);
            foreach (var (name, value) in map?.Data ?? new Dictionary<string, string>())
            {
                environment[(source.Prefix ?? "") + name] = value;
            }
        }

        foreach (var variable in container.Env ?? [])
        {
            environment[variable.Name] = variable.Value
                ?? variable.ValueFrom?.FieldRef?.FieldPath
                ?? $"{variable.ValueFrom?.SecretKeyRef?.Name}/{variable.ValueFrom?.SecretKeyRef?.Key}";
        }

        return environment;
    }
}
