namespace Scim.Silo.Configuration;

/// <summary>How a node runs: key <c>Mode</c>.</summary>
internal enum NodeMode
{
    /// <summary>One process with API, silo and store; needs nothing else.</summary>
    Embedded,

    /// <summary>One of several nodes on one PostgreSQL database, each with the API.</summary>
    Cluster,

    /// <summary>As <see cref="Cluster"/>, without the API: processes of their own serve it as Orleans clients.</summary>
    Split,
}
