using k8s.Models;

namespace Scim.Deployment.Tests.Mutations;

/// <summary>Pods that come too late, go too early, or are not what was released.</summary>
internal static class LifecycleMutations
{
    public static IEnumerable<Mutation> All =>
    [
        new("Lifecycle.Resources", "prod", m => m.Workload("scim-silo").Container.Resources.Limits["cpu"] = new ResourceQuantity("2"), "silo has a limit of CPU"),
        new("Lifecycle.Resources", "prod", m => m.Workload("scim-silo").Container.Resources.Limits.Remove("memory"), "silo has no limit of memory"),
        new("Lifecycle.Resources", "prod", m => m.Workload("scim-migration").Container.Resources.Requests.Remove("cpu"), "migration requests no cpu"),
        new("Lifecycle.Resources", "prod", m => m.Workload("scim-silo").Container.Resources.Requests["memory"] = new ResourceQuantity("2Gi"), "silo requests more memory than it may have"),
        new("Lifecycle.Grace", "prod", m => m.Workload("scim-silo").Pod.TerminationGracePeriodSeconds = null, "Deployment scim-silo is killed after 30 s, but may need 30 s"),
        new("Lifecycle.Grace", "split", m => m.Settings("scim-api", "Drain__Timeout")["Drain__Timeout"] = "60s", "Deployment scim-api is killed after 45 s, but may need 65 s"),
        new("Lifecycle.Probes", "prod", m => m.Workload("scim-silo").Container.StartupProbe = null, "Deployment scim-silo is not asked whether it is startup"),
        new("Lifecycle.Probes", "prod", m => m.Workload("scim-silo").Container.LivenessProbe.HttpGet.Path = "/health/ready", "is asked whether it is live at management/health/ready"),
        new("Lifecycle.Probes", "split", m => m.Workload("scim-api").Container.ReadinessProbe.HttpGet.Port = "http", "is asked whether it is ready at http/health/ready"),
        new("Lifecycle.Rollout", "prod", m => m.One<V1Deployment>("scim-silo").Spec.Strategy.RollingUpdate.MaxUnavailable = 1, "Deployment scim-silo stops pods before others are ready"),
        new("Lifecycle.Rollout", "split", m => m.One<V1Deployment>("scim-api").Spec.Strategy.Type = "Recreate", "Deployment scim-api stops pods before others are ready"),
        new("Lifecycle.Images", "prod", m => m.Workload("scim-silo").Container.Image = "scim-silo", "image scim-silo can change behind its name"),
        new("Lifecycle.Images", "dev", m => m.Workload("scim-postgresql").Container.Image = "postgres:latest", "image postgres:latest can change behind its name"),
        new("Lifecycle.Images", "split", m => m.Workload("scim-api").Container.Image = "registry.example.com/scim-apis:1.0.0", "nothing builds image registry.example.com/scim-apis:1.0.0"),
        new("Lifecycle.Images", "prod", m => m.Workload("scim-migration").Container.Image = "registry.example.com/scim-silo:0.9.0", "images of several releases"),
    ];
}
