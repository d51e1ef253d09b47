using Scim.Service.Tests.Hosting;

namespace Scim.Cluster.Tests.Chaos;

/// <summary>One request and what became of it.</summary>
/// <param name="Node">The number of the node that it went to.</param>
/// <param name="Reply">Null when there was no answer.</param>
/// <param name="Fault">Why there was none.</param>
internal sealed record Attempt(int Node, Reply? Reply, string? Fault)
{
    /// <summary>Whether a client may hope that a repetition succeeds: no answer, or the service's own fault.</summary>
    public bool Failed => Reply is null or { Status: >= 500 };

    public override string ToString() => $"node {Node + 1}: {(Reply is { } reply ? $"{reply.Status} {reply.Text}" : Fault)}";
}
