using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Scim.Cluster.Tests.Chaos;

/// <summary>
/// A network namespace for each node, all on one bridge with this process. A pair of nodes is parted by sending what they have for each other to a hardware address
/// that nobody has: it vanishes, as in a switch that lost its mind, and neither connection nor node is told.
/// </summary>
internal sealed class NetworkNamespaces : IAsyncDisposable
{
    private const string Nobody = "02:00:00:00:00:ff";
    private readonly string _name = $"sc{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
    private readonly int _nodes;
    private readonly string _network;

    private NetworkNamespaces(int nodes)
    {
        _nodes = nodes;
        _network = $"10.{RandomNumberGenerator.GetInt32(128, 250)}.{RandomNumberGenerator.GetInt32(0, 250)}";
    }

    /// <summary>This process on the bridge.</summary>
    public string Gateway => $"{_network}.1";

    /// <summary>Why there can be no namespaces here, or null.</summary>
    public static string? Obstacle()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            return "network namespaces need Linux and root";
        }

        try
        {
            return Run("unshare", "--net", "ip", "link", "add", "scim0", "type", "veth", "peer", "name", "scim1").GetAwaiter().GetResult().ExitCode == 0
                ? null
                : "network namespaces are not allowed here";
        }
        catch (Win32Exception)
        {
            return "network namespaces need the programs 'ip' and 'unshare'";
        }
    }

    public static async Task<NetworkNamespaces> Create(int nodes)
    {
        var made = new NetworkNamespaces(nodes);
        try
        {
            await Ip("link", "add", made._name, "type", "bridge");
            await Ip("address", "add", $"{made.Gateway}/24", "dev", made._name);
            await Ip("link", "set", made._name, "up");
            for (var node = 0; node < nodes; node++)
            {
                var (space, outside) = (made.Space(node), $"{made._name}-{node}");
                await Ip("netns", "add", space);
                await Ip("link", "add", outside, "type", "veth", "peer", "name", "eth0", "netns", space);
                await Ip("link", "set", outside, "master", made._name, "up");
                await Ip("-n", space, "link", "set", "lo", "up");
                await Ip("-n", space, "address", "add", $"{made.Address(node)}/24", "dev", "eth0");
                await Ip("-n", space, "link", "set", "eth0", "up");
            }

            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>Of a node, by its number from 0.</summary>
    public string Address(int node) => $"{_network}.{node + 10}";

    /// <summary>Starts a program in a node's namespace.</summary>
    public string[] Launcher(int node) => ["ip", "netns", "exec", Space(node)];

    /// <summary>Two nodes no longer hear each other; everybody else hears both.</summary>
    public async Task Part(int one, int other)
    {
        await Ip("-n", Space(one), "neighbour", "replace", Address(other), "lladdr", Nobody, "dev", "eth0", "nud", "permanent");
        await Ip("-n", Space(other), "neighbour", "replace", Address(one), "lladdr", Nobody, "dev", "eth0", "nud", "permanent");
    }

    /// <summary>They hear each other again.</summary>
    public async Task Heal(int one, int other)
    {
        await Ip("-n", Space(one), "neighbour", "delete", Address(other), "dev", "eth0");
        await Ip("-n", Space(other), "neighbour", "delete", Address(one), "dev", "eth0");
    }

    public async ValueTask DisposeAsync()
    {
        for (var node = 0; node < _nodes; node++)
        {
            await Run("ip", "netns", "delete", Space(node));
        }

        await Run("ip", "link", "delete", _name);
    }

    private static async Task Ip(params string[] arguments)
    {
        var (exitCode, errors) = await Run("ip", arguments);
        exitCode.ShouldBe(0, $"ip {string.Join(' ', arguments)}\n{errors}");
    }

    private static async Task<(int ExitCode, string Errors)> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }

    private string Space(int node) => $"{_name}-{node}";
}
