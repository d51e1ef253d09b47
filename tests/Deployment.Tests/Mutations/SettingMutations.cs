using k8s.Models;
using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Mutations;

/// <summary>Settings that nobody reads, that are said twice, or that should not be written down.</summary>
internal static class SettingMutations
{
    public static IEnumerable<Mutation> All =>
    [
        new("Setting.Known", "prod", m => m.Settings("scim-silo", "Mode")["Cluster__SiloPorts"] = "11111", "Deployment scim-silo sets Cluster__SiloPorts, which nothing reads"),
        new("Setting.Known", "split", m => m.Workload("scim-api").Container.Env = [new V1EnvVar { Name = "PostgreSql__ConnectionString", Value = "" }], "Deployment scim-api sets PostgreSql__ConnectionString, which nothing reads"),
        new("Setting.Once", "prod", m => m.Workload("scim-silo").Container.Env.Add(new V1EnvVar { Name = "Mode", Value = "embedded" }), "Deployment scim-silo sets Mode more than once"),
        new("Setting.Identity", "prod", m => Variable(m, "Cluster__Address").ValueFrom.FieldRef.FieldPath = "status.hostIP", "Deployment scim-silo does not advertise its pod's address"),
        new("Setting.Identity", "prod", m => m.Workload("scim-silo").Container.Env.Remove(Variable(m, "Cluster__Name")), "Deployment scim-silo is not called as its pod"),
        new("Setting.Identity", "split", m => m.Workload("scim-api").Container.Env = [new V1EnvVar { Name = "Cluster__Id", Value = "other" }], "belongs to cluster"),
        new("Setting.Secrets", "prod", m => m.Add(new V1Secret { Metadata = new() { Name = "scim-postgresql" } }), "Secret scim-postgresql is written down"),
        new("Setting.Secrets", "prod", m => Variable(m, "PostgreSql__ConnectionString").Value = "Host=db;Password=x", "Deployment scim-silo has PostgreSql__ConnectionString written down"),
        new("Setting.Secrets", "prod", m => m.Settings("scim-silo", "Mode")["AdminToken"] = "x", "Deployment scim-silo has AdminToken written down"),
    ];

    private static V1EnvVar Variable(ManifestSet manifests, string name) => manifests.Workload("scim-silo").Container.Env.Single(variable => variable.Name == name);
}
