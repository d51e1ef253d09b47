using System.Reflection;

namespace Scim.Architecture.Tests;

/// <summary>Who may reference whom (docs/decisions/0001-projects-and-arrows.md).</summary>
public sealed class ArrowTests
{
    public static TheoryData<string, string[]> Arrows => new()
    {
        { "Scim.Protocol", [] },
        { "Grains.Interfaces", [] },
        { "Grains", ["Grains.Interfaces", "Scim.Protocol"] },
        { "Storage.Sql", ["Grains", "Scim.Protocol"] },
        { "ScimApi", ["Grains.Interfaces", "Scim.Protocol"] },
        { "Silo", ["Grains", "ScimApi", "Storage.Sql"] },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void a_project_references_what_its_arrows_say_and_no_more(string project, string[] targets) =>
        Repository.Items($"src/{project}/{project}.csproj", "ProjectReference").ShouldBe(targets, ignoreOrder: true);

    [Fact]
    public void every_project_has_its_arrows() =>
        Repository.Files.Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension)
            .ShouldBe(Arrows.Select(row => (string)row[0]), ignoreOrder: true, "one more project needs a decision record");

    [Theory]
    [InlineData("Scim.Protocol")]
    [InlineData("Grains.Interfaces", "Microsoft.Orleans.Sdk")]
    [InlineData("Grains", "Microsoft.Orleans.Server")]
    [InlineData(
        "ScimApi", "Microsoft.Orleans.Client", "OpenTelemetry.Extensions.Hosting", "OpenTelemetry.Exporter.OpenTelemetryProtocol",
        "OpenTelemetry.Exporter.Prometheus.AspNetCore")]
    public void a_project_takes_no_package_but_these(string project, params string[] packages) =>
        Repository.Items($"src/{project}/{project}.csproj", "PackageReference").ShouldBe(packages, ignoreOrder: true);

    [Fact]
    public void the_api_reaches_neither_grains_nor_a_store_nor_a_database_driver()
    {
        string[] forbidden = ["Grains", "Storage.Sql", "Silo", "Orleans.Runtime", "Microsoft.Data.", "SQLitePCLRaw", "Npgsql", "dbup"];
        References("ScimApi").Where(name => forbidden.Any(one => name == one || (one.EndsWith('.') || one.Contains("SQLite", StringComparison.Ordinal)) && name.StartsWith(one, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void the_protocol_references_nothing_but_the_base_class_library() =>
        References("Scim.Protocol").ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard");

    [Fact]
    public void grains_know_no_database() =>
        References("Grains").ShouldNotContain(name => name.Contains("Sqlite", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Npgsql", StringComparison.Ordinal)
            || name == "System.Data.Common" || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    private static IEnumerable<string> References(string assembly) => Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!);
}
