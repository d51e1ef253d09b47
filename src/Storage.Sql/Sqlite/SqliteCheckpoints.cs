namespace Scim.Storage.Sql.Sqlite;

/// <summary>
/// Moves commits from the log into the database file beside the next commits: done inside one, as SQLite does by itself, it holds up all that wait.
/// A thread with its own connection copies nearly everything; the writer copies the little that it has added meanwhile and waits for the disk to have it all, because a log
/// starts again from its beginning only then. A writer that is faster than the copying waits for it once the log is four times as long as it should be.
/// A failure costs nothing but a longer log: commits are durable there, and the next turn tries again.
/// </summary>
internal sealed class SqliteCheckpoints : IDisposable
{
    private const int LongestLogs = 4;
    private readonly SqliteSession _session;
    private readonly SemaphoreSlim _wanted = new(0);
    private readonly SemaphoreSlim _copied = new(0);
    private readonly Thread _thread;
    private readonly int _longLog;
    private int _pages;
    private volatile Stage _stage;

    /// <param name="session">A connection of its own, which it closes.</param>
    /// <param name="longLog">How many pages are gathered in the log before they are copied: a page that changed often is copied once.</param>
    public SqliteCheckpoints(SqliteSession session, int longLog)
    {
        _session = session;
        _longLog = longLog;
        _thread = new Thread(Run) { IsBackground = true, Name = "directory store checkpoints" };
        _thread.Start();
    }

    private enum Stage
    {
        Gathering,
        Copying,
        RestIsShort,
        Stopping,
    }

    /// <summary>For the writer's thread, between its transactions.</summary>
    public void BetweenCommits(SqliteSession writer)
    {
        _pages += writer.TakePagesWritten();
        if (_stage == Stage.RestIsShort || (_stage == Stage.Copying && _pages >= LongestLogs * _longLog))
        {
            _copied.Wait();
            writer.Checkpoint();
            (_pages, _stage) = (0, Stage.Gathering);
        }
        else if (_stage == Stage.Gathering && _pages >= _longLog)
        {
            _stage = Stage.Copying;
            _wanted.Release();
        }
    }

    /// <summary>The writer must have stopped.</summary>
    public void Dispose()
    {
        _stage = Stage.Stopping;
        _wanted.Release();
        _thread.Join();
        _wanted.Dispose();
        _copied.Dispose();
        _session.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _wanted.Wait();
            if (_stage == Stage.Copying)
            {
                _session.Checkpoint();
            }

            if (Interlocked.CompareExchange(ref _stage, Stage.RestIsShort, Stage.Copying) == Stage.Stopping)
            {
                return;
            }

            _copied.Release();
        }
    }
}
