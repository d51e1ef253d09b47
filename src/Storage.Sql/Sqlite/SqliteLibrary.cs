using SQLitePCL;

namespace Scim.Storage.Sql.Sqlite;

/// <summary>SQLite's settings for the whole process.</summary>
internal static class SqliteLibrary
{
    // SQLite counts its memory by default, which takes one lock of the process for every allocation of every connection. Nobody reads the count.
    private static readonly int CountsMemory = WithoutMemoryCounts();

    /// <summary>To be called before the first connection is opened. A process that had one already keeps its settings: they then cost what they cost.</summary>
    public static void Prepare() => _ = CountsMemory;

    private static int WithoutMemoryCounts()
    {
        Batteries_V2.Init();
        return raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }
}
