using System.Text;
using Scim.Service.Tests.Hosting;
using Scim.Service.Tests.Protocol;

namespace Scim.Service.Tests.Access;

/// <summary>Rule U8: a password goes no further than the request that brought it.</summary>
public sealed class PasswordTests
{
    private const string Password = "correct-horse-battery-staple";

    [Fact]
    public async Task U8_a_password_is_accepted_and_neither_answered_nor_written_anywhere()
    {
        using var directory = new TemporaryDirectory();
        var marker = ServiceFixture.Fresh("marker");
        await using (var service = await RunningService.Start(directory))
        {
            var scim = service.Tenant;
            var body = new { userName = marker, password = Password };
            var created = (await scim.Post("/Users", body)).Expect(201);
            List<Reply> replies =
            [
                created,
                (await scim.Put($"/Users/{created.Id}", body)).Expect(200),
                (await scim.Patch($"/Users/{created.Id}", new { op = "replace", path = "password", value = Password })).Expect(200),
                (await scim.Patch($"/Users/{created.Id}", new { op = "add", value = new { password = Password } })).Expect(200),
                (await scim.Get($"/Users/{created.Id}?attributes=password,userName")).Expect(200),
                (await scim.Get("/Users")).Expect(200),
                (await service.Administration.Get("/projects/default/environments/dev/events?after=0&limit=100")).Expect(200),
            ];
            replies.ShouldAllBe(reply => !reply.Text.Contains(Password, StringComparison.Ordinal) && !reply.Text.Contains("\"password\"", StringComparison.OrdinalIgnoreCase));
            (await scim.Get($"/Users?filter=password+eq+%22{Password}%22")).ExpectScimError(400).ScimType.ShouldBe("invalidFilter");
            (await scim.Get("/ServiceProviderConfig")).Expect(200).Get("changePassword").GetProperty("supported").GetBoolean().ShouldBeFalse();
            service.Logs.GetSnapshot().ShouldAllBe(record => !record.Message.Contains(Password, StringComparison.Ordinal));
        }

        var files = Directory.GetFiles(directory.File("data"), "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToList();
        files.ShouldContain(file => Has(file, marker), "what was stored is found like this");
        files.ShouldAllBe(file => !Has(file, Password));
    }

    private static bool Has(byte[] file, string text) => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
