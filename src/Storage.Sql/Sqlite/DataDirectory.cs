using Scim.Grains.Storage;

namespace Scim.Storage.Sql.Sqlite;

/// <summary>
/// The right to use a data directory: one process at a time, held by a lock on a file that the operating system drops with the process,
/// however it ends. SQLite alone would let a second process in, and each would answer from its own committed copies.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, DataDirectory> Open = new(StringComparer.Ordinal);
    private readonly FileStream _lock;
    private int _users = 1;

    private DataDirectory(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    public string DatabaseFile => System.IO.Path.Combine(Path, "directory.db");

    /// <summary>The leases of the nodes in this process: no other process can hold one.</summary>
    public InProcessNodeLeases Leases { get; } = new();

    /// <exception cref="StoreUnavailableException">Somebody else uses the directory.</exception>
    public static DataDirectory Take(string directory, bool sharedInProcess)
    {
        var path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(directory));
        lock (Gate)
        {
            if (Open.TryGetValue(path, out var taken))
            {
                if (!sharedInProcess)
                {
                    throw new StoreUnavailableException($"The data directory '{path}' is in use by this process already.");
                }

                taken._users++;
                return taken;
            }

            Directory.CreateDirectory(path);
            return Open[path] = new DataDirectory(path, Lock(path));
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            if (--_users == 0)
            {
                Open.Remove(Path);
                _lock.Dispose();
            }
        }
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, "directory.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault)
        {
            throw new StoreUnavailableException(
                $"The data directory '{path}' is in use by another process. A directory on SQLite is served by one process.", fault);
        }
    }
}
