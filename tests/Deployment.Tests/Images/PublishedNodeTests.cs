using System.Net.Http.Headers;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using Scim.Cluster.Tests.Hosting;
using Scim.Service.Tests.Hosting;

namespace Scim.Deployment.Tests.Images;

/// <summary>What is published is complete: it runs by itself, as nobody in particular, from a directory that it cannot write to.</summary>
[Collection(PublishedCollection.Name)]
public sealed class PublishedNodeTests(Publication publication)
{
    [Fact]
    public async Task a_published_node_serves_requests_as_a_user_without_rights()
    {
        var volume = await Container.Volume("scim-silo");
        try
        {
            var bootstrap = Path.Combine(volume, "bootstrap.json");
            var environment = new Dictionary<string, string> { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Ports.Free()}", ["data"] = volume };
            await using var node = await Container.Start(publication, "scim-silo", environment, "--bootstrap-file", bootstrap);
            await node.Writes("SCIM base URL (tenant");
            var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(bootstrap)).RootElement;
            var users = new Uri($"{secrets.GetProperty("tenantBaseUrl").GetString()}/Users");

            using var http = new HttpClient();
            await node.Answer(http, new Uri(users, "/health/ready"));
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secrets.GetProperty("token").GetString());
            (await node.Answer(http, users)).ShouldContain("\"totalResults\":0");

            (await node.Stop()).ShouldBe(0, node.Output);
        }
        finally
        {
            Directory.Delete(volume, recursive: true);
        }
    }

    [Theory]
    [InlineData("scim-silo")]
    [InlineData("scim-api")]
    public void nothing_that_is_published_can_be_a_secret_or_a_setting(string image) =>
        Directory.EnumerateFiles(publication.Of(image), "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path))
            .Where(name => name.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase) || Path.GetExtension(name) is ".pfx" or ".pem" or ".key" or ".env" or ".db").ShouldBeEmpty();

    [Theory]
    [InlineData("Grains.dll", true)]
    [InlineData("ScimApi.dll", true)]
    [InlineData("Orleans.Runtime.dll", true)]
    [InlineData("Npgsql.dll", false)]
    public void a_node_is_compiled_ahead_for_this_machine(string assembly, bool inBuilds)
    {
        IsCompiledAhead(Path.Combine(publication.Of("scim-silo"), assembly)).ShouldBeTrue("published");
        IsCompiledAhead(Path.Combine(Path.GetDirectoryName(BuiltNode.Assembly)!, assembly)).ShouldBe(inBuilds && Publication.Configuration == "Release", "built");
        IsCompiledAhead(Path.Combine(AppContext.BaseDirectory, assembly)).ShouldBeFalse("what these tests were built with");
    }

    private static bool IsCompiledAhead(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        return image.PEHeaders.CorHeader is { ManagedNativeHeaderDirectory.Size: > 0 };
    }
}
