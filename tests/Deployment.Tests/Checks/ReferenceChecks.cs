using System.Text.RegularExpressions;
using k8s.Models;
using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Checks;

/// <summary>What is called by its name is there: in the overlay, or, for secrets, in the command by which docs/operations.md has them made.</summary>
internal static partial class ReferenceChecks
{
    /// <summary>Secret → its keys, from the documented command.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> DocumentedSecrets { get; } = SecretCommand().Matches(Repository.Read("docs/operations.md"))
        .GroupBy(match => match.Groups["name"].Value)
        .ToDictionary(group => group.Key, group => (IReadOnlySet<string>)group.SelectMany(match => SecretKey().Matches(match.Value)).Select(key => key.Groups["key"].Value).ToHashSet());

    public static IEnumerable<string> ConfigMaps(ManifestSet manifests)
    {
        var maps = manifests.All<V1ConfigMap>().ToDictionary(map => map.Metadata.Name);
        foreach (var workload in manifests.Workloads)
        {
            var whole = workload.Containers.SelectMany(container => container.EnvFrom ?? []).Where(source => source.ConfigMapRef is not null).Select(source => source.ConfigMapRef.Name)
                .Concat((workload.Pod.Volumes ?? []).Where(volume => volume.ConfigMap is not null).Select(volume => volume.ConfigMap.Name));
            var single = workload.Containers.SelectMany(container => container.Env ?? []).Select(variable => variable.ValueFrom?.ConfigMapKeyRef).OfType<V1ConfigMapKeySelector>().ToList();
            foreach (var name in whole.Concat(single.Select(one => one.Name)).Where(name => !maps.ContainsKey(name)))
            {
                yield return $"{workload} needs ConfigMap {name}";
            }

            foreach (var one in single.Where(one => maps.TryGetValue(one.Name, out var map) && !map.Data.ContainsKey(one.Key)))
            {
                yield return $"{workload} needs key {one.Key} of ConfigMap {one.Name}";
            }
        }
    }

    public static IEnumerable<string> Secrets(ManifestSet manifests)
    {
        foreach (var workload in manifests.Workloads)
        {
            var keys = workload.Containers.SelectMany(container => container.Env ?? []).Select(variable => variable.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>()
                .Select(one => (one.Name, one.Key))
                .Concat((workload.Pod.Volumes ?? []).Where(volume => volume.Secret is not null)
                    .SelectMany(volume => volume.Secret.Items is { Count: > 0 } items ? items.Select(item => (Name: volume.Secret.SecretName, item.Key)) : [(Name: volume.Secret.SecretName, Key: "")]))
                .Concat(workload.Containers.SelectMany(container => container.EnvFrom ?? []).Where(source => source.SecretRef is not null).Select(source => (source.SecretRef.Name, Key: "")));
            foreach (var (name, key) in keys.Where(one => !DocumentedSecrets.TryGetValue(one.Name, out var made) || (one.Key.Length > 0 && !made.Contains(one.Key))))
            {
                yield return $"{workload} needs {(key.Length > 0 ? $"key {key} of " : "")}Secret {name}, which nobody is told to make";
            }
        }
    }

    public static IEnumerable<string> Volumes(ManifestSet manifests)
    {
        foreach (var workload in manifests.Workloads)
        {
            var claims = manifests.All<V1StatefulSet>().Where(one => one.Metadata.Name == workload.Name).SelectMany(one => one.Spec.VolumeClaimTemplates ?? []).Select(claim => claim.Metadata.Name);
            var there = (workload.Pod.Volumes ?? []).Select(volume => volume.Name).Concat(claims).ToHashSet();
            var mounted = workload.Containers.SelectMany(container => container.VolumeMounts ?? []).Select(mount => mount.Name).ToHashSet();
            foreach (var name in mounted.Except(there))
            {
                yield return $"{workload} mounts volume {name}, which it does not have";
            }

            foreach (var name in there.Except(mounted))
            {
                yield return $"{workload} has volume {name}, which nothing mounts";
            }
        }
    }

    /// <summary>A setting that names a file names one that a secret puts there.</summary>
    public static IEnumerable<string> Files(ManifestSet manifests)
    {
        foreach (var workload in manifests.Workloads)
        {
            foreach (var container in workload.Containers)
            {
                foreach (var (name, path) in manifests.Environment(container).Where(one => one.Key.EndsWith("File", StringComparison.Ordinal) || one.Key.EndsWith("_FILE", StringComparison.Ordinal)))
                {
                    var mount = (container.VolumeMounts ?? []).SingleOrDefault(one => Path.GetDirectoryName(path) == one.MountPath);
                    var secret = (workload.Pod.Volumes ?? []).SingleOrDefault(volume => volume.Name == mount?.Name)?.Secret;
                    var isThere = secret is not null && (secret.Items is { Count: > 0 } items
                        ? items.Any(item => item.Path == Path.GetFileName(path))
                        : DocumentedSecrets.TryGetValue(secret.SecretName, out var keys) && keys.Contains(Path.GetFileName(path)));
                    if (!isThere)
                    {
                        yield return $"{workload} reads {name} from {path}, where no secret is";
                    }
                }
            }
        }
    }

    /// <summary>Every account is there; every right is given by a role that exists to an account that exists. Nobody here has one.</summary>
    public static IEnumerable<string> Accounts(ManifestSet manifests)
    {
        var accounts = manifests.All<V1ServiceAccount>().Select(account => account.Metadata.Name).ToHashSet();
        var roles = manifests.All<V1Role>().Select(role => $"Role {role.Metadata.Name}").Concat(manifests.All<V1ClusterRole>().Select(role => $"ClusterRole {role.Metadata.Name}")).ToHashSet();
        var bindings = manifests.All<V1RoleBinding>().Select(one => (one.Metadata.Name, one.RoleRef, one.Subjects)).Concat(manifests.All<V1ClusterRoleBinding>().Select(one => (one.Metadata.Name, one.RoleRef, one.Subjects)));
        foreach (var workload in manifests.Workloads.Where(one => one.Pod.ServiceAccountName is not { } name || !accounts.Contains(name)))
        {
            yield return $"{workload} runs as account {workload.Pod.ServiceAccountName}, which does not exist";
        }

        foreach (var (name, role, subjects) in bindings)
        {
            if (!roles.Contains($"{role.Kind} {role.Name}"))
            {
                yield return $"Binding {name} gives {role.Kind} {role.Name}, which does not exist";
            }

            foreach (var subject in subjects.Where(subject => subject.Kind == "ServiceAccount" && !accounts.Contains(subject.Name)))
            {
                yield return $"Binding {name} is for account {subject.Name}, which does not exist";
            }
        }
    }

    /// <summary>All in one namespace, which is there.</summary>
    public static IEnumerable<string> Namespaces(ManifestSet manifests)
    {
        var spaces = manifests.All<V1Namespace>().Select(one => one.Metadata.Name).ToList();
        return manifests.Objects.OfType<k8s.IKubernetesObject<V1ObjectMeta>>().Where(one => one is not V1Namespace && !spaces.Contains(one.Metadata.NamespaceProperty))
            .Select(one => $"{one.Kind} {one.Metadata.Name} is in namespace {one.Metadata.NamespaceProperty}, which does not exist");
    }

    [GeneratedRegex(@"kubectl (?:-n \S+ )?create secret generic (?<name>[\w-]+)(?:[^\n]*\\\n)*[^\n]*")]
    private static partial Regex SecretCommand();

    [GeneratedRegex(@"--from-(?:literal|file)=(?<key>[\w.-]+)=")]
    private static partial Regex SecretKey();
}
