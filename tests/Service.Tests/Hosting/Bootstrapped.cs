using System.Text.Json;

namespace Scim.Service.Tests.Hosting;

/// <summary>What the first start wrote for scripts.</summary>
internal sealed record Bootstrapped(string AdminKey, string Token, string LegacyBaseUrl, string TenantBaseUrl)
{
    public static Bootstrapped Read(string path) =>
        JsonSerializer.Deserialize<Bootstrapped>(File.ReadAllText(path), JsonSerializerOptions.Web) ?? throw new InvalidOperationException("The bootstrap file is empty.");
}
