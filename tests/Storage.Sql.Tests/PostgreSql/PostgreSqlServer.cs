using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Scim.Storage.Sql.PostgreSql;

namespace Scim.Storage.Sql.Tests.PostgreSql;

/// <summary>
/// A PostgreSQL server of the tests' own, with fsync on: on a free loopback port, in a directory of its own, stopped and removed at the end. It also goes when the
/// test process dies, because its shell then reads the end of its input. Databases are copies of a migrated one.
/// </summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    private const string Template = "scim_template";

    // PostgreSQL refuses to run as root.
    private static readonly bool IsRoot = Environment.UserName == "root";
    private readonly string _directory = Directory.CreateTempSubdirectory("scim-postgresql-").FullName;
    private readonly int _port = FreePort();
    private Process? _server;
    private int _databases;

    /// <summary>On 127.0.0.1.</summary>
    public int Port => _port;

    /// <summary>The file of the server's log.</summary>
    public string Log => Path.Combine(Data, "server.log");

    private string Data => Path.Combine(_directory, "data");

    public async Task InitializeAsync()
    {
        if (IsRoot)
        {
            await Run("chown", "postgres", _directory);
        }

        await RunAsOwner(Binary("initdb"), "-D", Data, "-U", "scim", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await Start();
        await Administer($"CREATE DATABASE {Template}");
        await using var source = PostgreSqlDataSources.Build(ConnectionString(Template, pooling: false));
        PostgreSqlMigrations.Run(source);
    }

    public async Task DisposeAsync()
    {
        await Stop();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Makes a database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabase(bool migrated = true)
    {
        var name = $"directory_{Interlocked.Increment(ref _databases)}";
        await Administer($"CREATE DATABASE {name} TEMPLATE {(migrated ? Template : "template0")}");
        return ConnectionString(name, pooling: true);
    }

    public async Task DropDatabase(string connectionString) =>
        await Administer($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    /// <summary>Ends all connections and starts the server again, as an administrator's restart does.</summary>
    /// <param name="immediate">As a crash of the server: nothing is written any more, and the start has to recover what was committed.</param>
    /// <param name="away">For how long there is no server in between.</param>
    public async Task Restart(bool immediate = false, TimeSpan away = default)
    {
        if (immediate)
        {
            await RunAsOwner(Binary("pg_ctl"), "-D", Data, "-m", "immediate", "-w", "stop");
        }

        await Stop();
        await Task.Delay(away);
        await Start();
    }

    private static string Binary(string name)
    {
        var directory = Environment.GetEnvironmentVariable("SCIM_TEST_POSTGRESQL_BIN") ?? "/usr/lib/postgresql/15/bin";
        var path = Path.Combine(directory, name);
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException($"The tests need PostgreSQL: no '{path}'. Install postgresql-15 or name its bin directory in SCIM_TEST_POSTGRESQL_BIN.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string[] AsOwner(string program, params string[] arguments) =>
        IsRoot ? ["runuser", "-u", "postgres", "--", program, .. arguments] : [program, .. arguments];

    private static Task RunAsOwner(string program, params string[] arguments) => Run(AsOwner(program, arguments));

    private static async Task Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{string.Join(' ', command)}\n{await output}\n{errors}");
    }

    private async Task Start()
    {
        const string UntilInputEnds = "\"$@\" >\"$0\" 2>&1 & server=$!; read -r _; kill -INT $server 2>/dev/null; wait $server";
        var command = AsOwner(
            "sh", "-c", UntilInputEnds, Log, Binary("postgres"), "-D", Data, "-p", $"{_port}",
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200", "-c", "deadlock_timeout=200ms");
        _server = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        })!;
        var until = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await Administer("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (until.Elapsed < TimeSpan.FromSeconds(30) && !_server.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private async Task Stop()
    {
        if (_server is { } server)
        {
            _server = null;
            server.StandardInput.Close();
            await server.WaitForExitAsync();
            server.Dispose();
        }
    }

    private string ConnectionString(string database, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = "scim",
        Database = database,
        Pooling = pooling,
        MaxPoolSize = 20,
    }.ConnectionString;

    private async Task Administer(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: false));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
