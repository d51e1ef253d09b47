using System.ComponentModel;
using k8s;

namespace Scim.Deployment.Tests.Manifests;

/// <summary>The overlays of <c>k8s/overlays</c>, as <c>kubectl kustomize</c> puts them together.</summary>
internal static class Overlay
{
    private static readonly Dictionary<string, Lazy<Task<string>>> Built = Names.ToDictionary(name => name, name => new Lazy<Task<string>>(() => Build(name)));

    /// <summary>Every folder there is: a new overlay is tested without being named.</summary>
    public static IEnumerable<string> Names => Directory.EnumerateDirectories(Repository.Path("k8s/overlays")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>The text that would be applied.</summary>
    public static Task<string> Text(string name) => Built[name].Value;

    /// <summary>The same as typed objects, the caller's own; a field or kind that Kubernetes does not know is an error.</summary>
    public static async Task<ManifestSet> Load(string name) => Parse(await Text(name));

    /// <summary>Strict: an unknown field, a duplicate key or a value of the wrong type throws.</summary>
    public static ManifestSet Parse(string yaml) => new([.. KubernetesYaml.LoadAllFromString(yaml, strict: true)]);

    private static async Task<string> Build(string name)
    {
        try
        {
            return await Command.Run("kubectl", "kustomize", Repository.Path($"k8s/overlays/{name}"));
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("The tests of the manifests need kubectl, 1.27 or newer, in the path.", missing);
        }
    }
}
