using Scim.Service.Tests.Hosting;

namespace Scim.Service.Tests.FirstStart;

/// <summary>What the first start makes and shows, and what a later one keeps.</summary>
public sealed class FirstStartTests
{
    [Fact]
    public async Task the_bootstrap_file_is_for_its_owner_alone_and_its_credentials_work()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory.File("bootstrap.json"), "left over from another directory");
        await using var service = await RunningService.Start(directory);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(directory.File("bootstrap.json")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        service.Secrets.LegacyBaseUrl.ShouldBe($"{service.Address}/scim/v2/default/dev");
        service.Secrets.TenantBaseUrl.ShouldBe($"{service.Address}/scim/v2/default/dev/v2/default");
        (await service.Tenant.At(service.Secrets.TenantBaseUrl).Get("/Users")).Expect(200);
        (await service.Tenant.At(service.Secrets.LegacyBaseUrl).Get("/Users")).Expect(200);
        (await service.Administration.Get("/projects/default/environments/dev/tenants/default")).Expect(200);
    }

    [Fact]
    public async Task two_first_starts_have_no_secret_in_common()
    {
        using var one = new TemporaryDirectory();
        using var two = new TemporaryDirectory();
        await using var first = await RunningService.Start(one);
        await using var second = await RunningService.Start(two);
        first.Secrets.Token.ShouldNotBe(second.Secrets.Token);
        first.Secrets.AdminKey.ShouldNotBe(second.Secrets.AdminKey);
        (await first.Tenant.With(second.Secrets.Token).Get("/Users")).ExpectScimError(401);
    }

    [Fact]
    public async Task a_restart_keeps_everything_and_writes_no_secrets()
    {
        using var directory = new TemporaryDirectory();
        string user, group;
        string before;
        await using (var service = await RunningService.Start(directory))
        {
            user = (await service.Tenant.Post("/Users", new { userName = "alice", externalId = "a1" })).Expect(201).Id;
            group = (await service.Tenant.Post("/Groups", new { displayName = "Engineers", members = new[] { new { value = user } } })).Expect(201).Id;
            before = WithoutAddress(await service.Tenant.Get($"/Users/{user}"), service) + WithoutAddress(await service.Tenant.Get($"/Groups/{group}"), service);
        }

        var written = File.ReadAllText(directory.File("bootstrap.json"));
        await using var again = await RunningService.Start(directory);
        (WithoutAddress(await again.Tenant.Get($"/Users/{user}"), again) + WithoutAddress(await again.Tenant.Get($"/Groups/{group}"), again)).ShouldBe(before);
        File.ReadAllText(directory.File("bootstrap.json")).ShouldBe(written);
        (await again.Administration.Get("/projects")).Expect(200).Json.GetProperty("total").GetInt32().ShouldBe(1);
    }

    private static string WithoutAddress(Reply reply, RunningService service) => reply.Expect(200).Text.Replace(service.Address, "", StringComparison.Ordinal);
}
