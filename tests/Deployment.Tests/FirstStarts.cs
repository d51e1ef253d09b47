using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;

namespace Scim.Deployment.Tests;

internal static class FirstStarts
{
    /// <summary>Starts a node and waits until its start is complete, not only until it serves.</summary>
    /// <returns>The secrets that it made; null if it made none.</returns>
    public static async Task<Bootstrapped?> FirstStart(this NodeProcess node)
    {
        await node.Start();
        await Eventually.Holds($"node {node.Name} has completed its start", async () => await node.Health("startup") == 200);
        return File.Exists(node.BootstrapFile) ? Bootstrapped.Read(node.BootstrapFile) : null;
    }
}
