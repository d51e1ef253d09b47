using System.Text.RegularExpressions;
using Scim.Cluster.Tests.Hosting;
using Scim.Deployment.Tests.Images;
using Scim.Deployment.Tests.Manifests;

namespace Scim.Deployment.Tests.Pods;

/// <summary>
/// Runs pods on this machine, with the environment and arguments that their manifests give them. What a cluster would fill in is filled in: the secret, the files that it
/// becomes, the pod's address and name. Ports become free ones, the same for all who name them.
/// </summary>
internal sealed partial class Surroundings(Publication publication, ManifestSet manifests, string connectionString) : IDisposable
{
    private readonly Dictionary<int, int> _ports = new() { [8080] = Ports.Free(), [9090] = Ports.Free(), [11111] = Ports.Free(), [30000] = Ports.Free() };
    private readonly string _secret = Directory.CreateTempSubdirectory("scim-secret-").FullName;

    /// <summary>Starts one pod of a workload.</summary>
    /// <param name="workload">Its name.</param>
    /// <param name="ports">Ports of this pod alone, where it would share an address with another one here.</param>
    public async Task<Container> Start(string workload, IReadOnlyDictionary<int, int>? ports = null)
    {
        var container = manifests.Workload(workload).Container;
        File.SetUnixFileMode(_secret, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        await File.WriteAllTextAsync(Path.Combine(_secret, "password"), "not asked for here");
        var environment = manifests.Environment(container).ToDictionary(one => one.Key, one => Fill(one.Value, ports ?? new Dictionary<int, int>()));
        return await Container.Start(publication, container.Image.Split('/')[^1].Split(':')[0], environment, container.Args ?? []);
    }

    /// <summary>The address at which a container's port is here.</summary>
    public Uri At(int port, string path, IReadOnlyDictionary<int, int>? ports = null) => new($"http://127.0.0.1:{Port(port, ports)}{path}");

    public void Dispose() => Directory.Delete(_secret, recursive: true);

    private int Port(int port, IReadOnlyDictionary<int, int>? ports) => ports?.GetValueOrDefault(port) is { } own and > 0 ? own : _ports[port];

    private string Fill(string value, IReadOnlyDictionary<int, int> ports) => value switch
    {
        "status.podIP" => "127.0.0.1",
        "metadata.name" => "pod",
        "scim-postgresql/connection-string" => connectionString,
        _ => OurPort().Replace(
            value.Replace("/etc/scim/postgresql", _secret, StringComparison.Ordinal).Replace("scim-gateway:", "127.0.0.1:", StringComparison.Ordinal).Replace("://+:", "://127.0.0.1:", StringComparison.Ordinal),
            match => $"{Port(int.Parse(match.Value), ports)}"),
    };

    [GeneratedRegex(@"\b(8080|9090|11111|30000)\b")]
    private static partial Regex OurPort();
}
