namespace Scim.Silo.Configuration;

/// <summary>The node cannot run with this configuration. The message is for whoever starts it.</summary>
internal sealed class RefusedConfigurationException(string message) : Exception(message);
