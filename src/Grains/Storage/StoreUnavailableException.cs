using Scim.Grains.Interfaces.Results;

namespace Scim.Grains.Storage;

/// <summary>The store cannot answer now: full queue, time-out, I/O fault. The request may be repeated (503 with Retry-After).</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : DirectoryUnavailableException(message, inner);
