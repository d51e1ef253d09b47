using System.Collections.Concurrent;
using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.FirstStart;

/// <summary>The service as a process: what it prints, how it ends, what a kill leaves.</summary>
public sealed class ProcessTests
{
    private const int Writers = 8;

    [Fact]
    public async Task the_first_start_prints_everything_and_a_restart_no_secret()
    {
        using var directory = new TemporaryDirectory();
        Bootstrapped secrets;
        await using (var first = await ServiceProcess.Start(directory))
        {
            secrets = Bootstrapped.Read(directory.File("bootstrap.json"));
            foreach (var text in (string[])[secrets.Token, secrets.AdminKey, secrets.LegacyBaseUrl, secrets.TenantBaseUrl])
            {
                first.Output.ShouldContain(text);
            }

            first.Output.ShouldContain($"curl -H 'Authorization: Bearer {secrets.Token}' '{secrets.TenantBaseUrl}/Users'");
            (await first.Terminate()).ShouldBe(0);
        }

        await using var second = await ServiceProcess.Start(directory);
        second.Output.ShouldContain($"{second.Address}/scim/v2/default/dev/v2/default");
        second.Output.ShouldNotContain(secrets.Token);
        second.Output.ShouldNotContain(secrets.AdminKey);
        second.Output.ShouldNotContain("curl");
    }

    [Fact]
    public async Task two_services_on_one_machine_do_not_meet()
    {
        using var one = new TemporaryDirectory();
        using var two = new TemporaryDirectory();
        await using var first = await ServiceProcess.Start(one);
        await using var second = await ServiceProcess.Start(two);
        using var http = new HttpClient();
        (await new Caller(http, first.Address, null).Get("/health/ready")).Expect(200);
        (await new Caller(http, second.Address, null).Get("/health/ready")).Expect(200);
    }

    [Fact]
    public async Task a_kill_in_the_middle_of_writes_keeps_every_acknowledged_write()
    {
        using var directory = new TemporaryDirectory();
        using var http = new HttpClient();
        var acknowledged = new ConcurrentDictionary<string, string>();
        var attempts = new ConcurrentDictionary<string, bool>();
        string token;
        await using (var service = await ServiceProcess.Start(directory))
        {
            token = Bootstrapped.Read(directory.File("bootstrap.json")).Token;
            var caller = new Caller(http, service.Address + "/scim/v2/default/dev", token);
            var writers = Enumerable.Range(0, Writers).Select(writer => Write(caller, writer, acknowledged, attempts)).ToList();
            await Eventually.Holds("two hundred writes are acknowledged", () => Task.FromResult(acknowledged.Count >= 200), TimeSpan.FromSeconds(60));
            await service.Kill();
            await Task.WhenAll(writers);
        }

        await using var again = await ServiceProcess.Start(directory);
        var reader = new Caller(http, again.Address + "/scim/v2/default/dev", token);
        foreach (var (name, id) in acknowledged)
        {
            (await reader.Get($"/Users/{id}")).Expect(200).Json.GetProperty("userName").GetString().ShouldBe(name);
        }

        // What was not acknowledged is there whole or not at all, and can be repeated either way.
        foreach (var name in attempts.Keys.Except(acknowledged.Keys))
        {
            (await reader.Post("/Users", new { userName = name })).Status.ShouldBeOneOf(201, 409);
        }
    }

    private static async Task Write(Caller caller, int writer, ConcurrentDictionary<string, string> acknowledged, ConcurrentDictionary<string, bool> attempts)
    {
        for (var i = 0; ; i++)
        {
            var name = $"user-{writer}-{i}";
            attempts[name] = true;
            try
            {
                var reply = await caller.Post("/Users", new { userName = name });
                acknowledged[name] = reply.Expect(201).Id;
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }
}
