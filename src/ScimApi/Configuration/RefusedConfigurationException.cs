namespace Scim.Api.Configuration;

/// <summary>The node cannot run with this configuration. The message is for whoever starts it.</summary>
public sealed class RefusedConfigurationException(string message) : Exception(message);
