using Scim.Api.Access;

namespace Scim.Api.Management;

/// <summary>Which endpoints a connection may reach, by the local port that it came in on: nothing that a client sends can change that.</summary>
internal sealed class Listeners(ManagementOptions options)
{
    public bool Serves(AccessMetadata? endpoint, ConnectionInfo connection)
    {
        var listener = endpoint?.Listener ?? Listener.Public;
        return listener == Listener.Any || (listener == Listener.Management) == (options.Port == connection.LocalPort);
    }
}
