using k8s.Models;
using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Mutations;

/// <summary>Names of things that are not there.</summary>
internal static class ReferenceMutations
{
    public static IEnumerable<Mutation> All =>
    [
        new("Reference.ConfigMaps", "prod", m => m.Workload("scim-silo").Container.EnvFrom[0].ConfigMapRef.Name = "scim-settings", "Deployment scim-silo needs ConfigMap scim-settings"),
        new("Reference.ConfigMaps", "prod", m => m.Workload("scim-silo").Container.Env.Add(Of(m.Workload("scim-silo").Container.EnvFrom[0].ConfigMapRef.Name, "Color")), "Deployment scim-silo needs key Color of ConfigMap scim-"),
        new("Reference.Secrets", "prod", m => Volume(m, "scim-silo", "postgresql").Secret.SecretName = "postgresql", "Deployment scim-silo needs Secret postgresql, which nobody is told to make"),
        new("Reference.Secrets", "prod", m => Connection(m, "scim-migration").Key = "connectionString", "Job scim-migration needs key connectionString of Secret scim-postgresql"),
        new("Reference.Secrets", "dev", m => Volume(m, "scim-postgresql", "password").Secret.Items[0].Key = "pass", "StatefulSet scim-postgresql needs key pass of Secret scim-postgresql"),
        new("Reference.Volumes", "prod", m => m.Workload("scim-silo").Container.VolumeMounts[0].Name = "database", "Deployment scim-silo mounts volume database, which it does not have"),
        new("Reference.Volumes", "prod", m => m.Workload("scim-silo").Container.VolumeMounts.RemoveAt(0), "Deployment scim-silo has volume postgresql, which nothing mounts"),
        new("Reference.Files", "prod", m => m.Workload("scim-silo").Container.VolumeMounts[0].MountPath = "/etc/postgresql", "Deployment scim-silo reads PostgreSql__PasswordFile from /etc/scim/postgresql/password, where no secret is"),
        new("Reference.Files", "dev", m => Volume(m, "scim-postgresql", "password").Secret.Items[0].Path = "pw", "StatefulSet scim-postgresql reads POSTGRES_PASSWORD_FILE"),
        new("Reference.Accounts", "split", m => m.Workload("scim-api").Pod.ServiceAccountName = "api", "Deployment scim-api runs as account api, which does not exist"),
        new("Reference.Accounts", "prod", m => m.Add(Binding("scim")), "Binding extra gives Role reader, which does not exist"),
        new("Reference.Accounts", "prod", m => m.Add(Binding("silo")), "Binding extra is for account silo, which does not exist"),
        new("Reference.Namespaces", "prod", m => m.One<V1Namespace>("scim").Metadata.Name = "scim-prod", "Deployment scim-silo is in namespace scim, which does not exist"),
    ];

    private static V1EnvVar Of(string map, string key) => new() { Name = "Color", ValueFrom = new V1EnvVarSource { ConfigMapKeyRef = new V1ConfigMapKeySelector { Key = key, Name = map } } };

    private static V1RoleBinding Binding(string account) => new()
    {
        Metadata = new V1ObjectMeta { Name = "extra" },
        RoleRef = new V1RoleRef { Kind = "Role", Name = "reader" },
        Subjects = [new Rbacv1Subject { Kind = "ServiceAccount", Name = account }],
    };

    private static V1Volume Volume(ManifestSet manifests, string workload, string name) => manifests.Workload(workload).Pod.Volumes.Single(volume => volume.Name == name);

    private static V1SecretKeySelector Connection(ManifestSet manifests, string workload) =>
        manifests.Workload(workload).Container.Env.Single(variable => variable.Name == "PostgreSql__ConnectionString").ValueFrom.SecretKeyRef;
}
