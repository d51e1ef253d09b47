namespace Scim.Grains.Interfaces.Results;

/// <summary>A grain that answers without an <see cref="Outcome{T}"/> cannot answer now; the call may be repeated.</summary>
[GenerateSerializer, Alias("DirectoryUnavailableException")]
public class DirectoryUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
