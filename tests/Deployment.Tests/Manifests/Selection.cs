using k8s.Models;

namespace Scim.Deployment.Tests.Manifests;

/// <summary>Label selectors as Kubernetes reads them.</summary>
internal static class Selection
{
    public static bool Takes(V1LabelSelector selector, IDictionary<string, string> labels) =>
        (selector.MatchLabels ?? new Dictionary<string, string>()).All(one => labels.TryGetValue(one.Key, out var value) && value == one.Value)
        && (selector.MatchExpressions ?? []).All(one => Holds(one, labels));

    private static bool Holds(V1LabelSelectorRequirement one, IDictionary<string, string> labels)
    {
        var value = labels.TryGetValue(one.Key, out var found) ? found : null;
        return one.OperatorProperty switch
        {
            "In" => value is not null && one.Values.Contains(value),
            "NotIn" => value is null || !one.Values.Contains(value),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            var other => throw new InvalidOperationException($"There is no operator '{other}'."),
        };
    }
}
