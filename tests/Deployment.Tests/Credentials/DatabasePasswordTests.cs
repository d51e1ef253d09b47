using Npgsql;
using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;
using Scim.Storage.Sql.Tests.PostgreSql;

namespace Scim.Deployment.Tests.Credentials;

/// <summary>docs/operations.md, Rotation of database credentials.</summary>
public sealed class DatabasePasswordTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IDisposable
{
    private static readonly string[] UserSchema = ["urn:ietf:params:scim:schemas:core:2.0:User"];
    private readonly HttpClient _http = new();
    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        _http.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task a_changed_password_is_taken_from_its_file_without_a_restart()
    {
        var owner = await server.CreateDatabase(migrated: false);
        var password = _directory.File("password");
        await File.WriteAllTextAsync(password, "first\n");
        await RequirePassword(owner, "login_a", "first");
        await using var node = Node("node", owner, "login_a", password);
        var scim = Tenant(node, (await node.FirstStart()).ShouldNotBeNull());
        (await Create(scim, "before")).Expect(201);

        await Execute(owner, "ALTER ROLE login_a PASSWORD 'second'");
        await EndConnections(owner, "login_a");
        (await Create(scim, "between")).Status.ShouldBe(503, "the password decides who gets in");
        await File.WriteAllTextAsync(password, "second\n");

        await Eventually.Holds("the node writes with the new password", async () => (await Create(scim, "after")).Status is 201 or 409);
    }

    [Fact]
    public async Task a_second_login_takes_the_place_of_the_first_node_by_node()
    {
        var owner = await server.CreateDatabase(migrated: false);
        await File.WriteAllTextAsync(_directory.File("b"), "of b");
        await File.WriteAllTextAsync(_directory.File("c"), "of c");
        await RequirePassword(owner, "login_b", "of b");
        await using var former = Node("former", owner, "login_b", _directory.File("b"));
        var secrets = (await former.FirstStart()).ShouldNotBeNull();
        (await Create(Tenant(former, secrets), "before")).Expect(201);

        await RequirePassword(owner, "login_c", "of c");
        await using var latter = Node("latter", owner, "login_c", _directory.File("c"));
        await latter.Start();
        (await former.Terminate()).ShouldBe(0, former.Output);
        await Execute(owner, "DROP ROLE login_b");

        (await Create(Tenant(latter, secrets), "before")).Expect(409);
        (await Create(Tenant(latter, secrets), "after")).Expect(201);
    }

    private static Task<Reply> Create(Caller scim, string name) => scim.Post("/Users", new { schemas = UserSchema, userName = name });

    private static NodeProcess Node(string name, string owner, string login, string passwordFile)
    {
        var database = new NpgsqlConnectionStringBuilder(owner) { Username = login };
        return new NodeProcess(name, "--Mode", "cluster", "--PostgreSql:ConnectionString", database.ConnectionString, "--PostgreSql:PasswordFile", passwordFile, "--Drain:Delay", "0");
    }

    private Caller Tenant(NodeProcess node, Bootstrapped secrets) => new(_http, $"{node.Address}/scim/v2/default/dev/v2/default", secrets.Token);

    // The server of the tests believes everybody; from here on it asks these logins for their passwords.
    private static async Task RequirePassword(string owner, string login, string password)
    {
        await Execute(owner, $"CREATE ROLE {login} LOGIN PASSWORD '{password}' IN ROLE scim");
        await Execute(owner, $"ALTER ROLE {login} SET role = 'scim'");
        await Execute(
            owner,
            """
            DO $$ BEGIN EXECUTE format('COPY (SELECT unnest(ARRAY[%L, %L])) TO %L',
                'host all login_a,login_b,login_c 127.0.0.1/32 scram-sha-256', 'host all all 127.0.0.1/32 trust', current_setting('hba_file')); END $$
            """);
        await Execute(owner, "SELECT pg_reload_conf()");
        var wrong = new NpgsqlConnectionStringBuilder(owner) { Username = login, Password = "wrong", Pooling = false };
        await Eventually.Holds("the server asks for the password", () => IsRefused(wrong.ConnectionString));
    }

    private static async Task<bool> IsRefused(string connectionString)
    {
        try
        {
            await Execute(connectionString, "SELECT 1");
            return false;
        }
        catch (PostgresException refusal) when (refusal.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            return true;
        }
    }

    private static Task EndConnections(string owner, string login) => Execute(owner, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{login}'");

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
